"""The learned reader's lessons: what is learned from and what never is; the examples shown."""

from avgrisk.calibration.reading import reader_fit
from avgrisk.calibration.reading.plan_texts import texts
from avgrisk.core import shipped
from avgrisk.vocabulary.learned_reasons import EXAMPLES


def test_nothing_of_part_test_or_of_strangers_is_learned_from():
    phrases = {one.text for one in reader_fit._phrases()}  # which know one family each
    known = {one.text for one in reader_fit.lessons()} - phrases
    assert not known & {text.text for text in texts() if text.part == "test"}
    later = {
        row["text"] for row in shipped.rows("development/use_texts.csv") if row["batch"] in "34"
    }
    assert not {text for text in known & later if len(text.split()) > 3}
    assert not {text.text for text in texts() if text.part == "test"} & {
        row["text"] for row in shipped.rows(EXAMPLES)
    }


def test_the_examples_that_are_shipped_are_those_of_the_texts():
    assert shipped.text(EXAMPLES) == reader_fit.examples()
