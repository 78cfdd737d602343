"""Switched live: no Dutch is left on the English page, no English on the Dutch one."""

from __future__ import annotations

import re
import string
import time
from functools import cache

from playwright.sync_api import expect

from avgrisk.core.labels import LANGUAGES, table
from tests.browser.driving import LONG, SHORT_REST, START, WAIT

#: Shorter words occur in both languages or within names.
SHORT = 9

#: What is on screen in words, read or spoken, except what says that it is in another language.
WORDS = """lang => {
  const copy = document.querySelector(".avgrisk-scenario").cloneNode(true);
  copy.querySelectorAll("style, option, datalist, textarea").forEach(n => n.remove());
  copy.querySelectorAll("[lang]").forEach(n => { if (n.lang !== lang) n.remove(); });
  const said = [...copy.querySelectorAll("*")].flatMap(n =>
    ["aria-label", "title", "placeholder", "aria-valuetext"].map(a => n.getAttribute(a) || ""));
  const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) said.push(n.textContent);
  return said.filter(t => t.trim()).join("\\n").replace(/\\u00a0/g, " ");
}"""

#: Labels that are the same word in another meaning, or names that are not translated.
SAME = {"language.name"}


@cache
def pieces(lang: str) -> dict[str, str]:
    """Every label in one language that the other does not have, by its longest fixed part."""
    other = next(part for part in LANGUAGES if part != lang)
    foreign = "\n".join(words[other] for words in table().values()).lower()
    found = {}
    for key, words in table().items():
        fixed = (text for text, *_ in string.Formatter().parse(words[lang]))
        part = max(fixed, key=len).strip(" .,:;()\"'")
        if key not in SAME and len(part) >= SHORT and part.lower() not in foreign:
            found[part] = key
    return found


def left(shown: str, lang: str) -> dict[str, str]:
    """The labels in this language that are among these words."""
    return {
        part: key
        for part, key in pieces(lang).items()
        if part in shown and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", shown)
    }


def test_the_list_of_words_is_worth_something():
    for lang in LANGUAGES:
        assert len(pieces(lang)) > 500
    assert left("Dit plan staat al op groen.", "nl") and not left("This plan is green.", "nl")


def test_no_word_of_the_other_language_is_left(desk):
    # Texts of the user are in his own language, whatever the screen speaks.
    texts = dict.fromkeys(("purpose_statement", "proposed_use", "collected_for"), "")
    plain = START.replace(**texts, proposed_use_key="marketing.third_party")
    desk.put(plain, plain.replace(control="opt_in"))
    desk.home.locator(".avg-side").nth(1).wait_for(timeout=LONG)
    desk.unfold()  # what is folded is in the page as well
    for lang, other in (("en", "nl"), ("nl", "en")):
        desk.speak(lang)
        desk.still()
        end = time.monotonic() + WAIT / 1000
        while (found := left(desk.page.evaluate(WORDS, lang), other)) and time.monotonic() < end:
            desk.still(SHORT_REST)  # advice follows in its own time
        assert found == {}, f"words of {other} on the page in {lang}"
        expect(desk.home).to_have_attribute("lang", lang)
