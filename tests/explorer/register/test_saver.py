"""A file comes to the page in parts, in order, and lands on disk whole: the script of the saver alone."""

from __future__ import annotations

import base64
import gzip
import random

from avgrisk.explorer.register.saver import Saver

#: The script with a kernel that answers as Saver does, and first with a part that nobody asked for.
KERNEL = """async ([script, packed, size]) => {
  const saver = (await import(`data:text/javascript;base64,${script}`)).default;
  const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
  const parts = Math.ceil(bytes.length / size), sent = [];
  let heard = null;
  const part = (id, at) => heard({kind: "part", id}, [new DataView(bytes.buffer, at * size,
    Math.min(size, bytes.length - at * size))]);
  const model = {
    on: (event, then) => { heard = then; },
    send: message => {
      sent.push(message);
      if (message.kind === "next" && message.id === 2) part(2, message.at);
      if (message.kind === "saved") done();
    },
  };
  let done;
  const saved = new Promise(then => { done = then; });
  saver.initialize({model});
  const told = {kind: "file", name: "uit.csv", kind_of_file: "text/csv", parts, pause: 1};
  heard({...told, id: 1, parts: 9}, []);
  heard({...told, id: 2}, []);
  part(1, 0);
  await saved;
  return {sent, parts};
}"""


def test_a_file_comes_in_parts_and_lands_whole_and_an_older_one_makes_way(page):
    content = random.Random(1).randbytes(40_000)
    script = base64.b64encode(str(Saver._esm).encode()).decode()
    packed = base64.b64encode(gzip.compress(content, mtime=0)).decode()
    with page.expect_download() as download:
        told = page.evaluate(KERNEL, [script, packed, 9_000])
    assert download.value.suggested_filename == "uit.csv"
    assert download.value.path().read_bytes() == content
    asked = [(each["id"], each["at"]) for each in told["sent"] if each["kind"] == "next"]
    assert told["parts"] == 5 and asked == [(1, 0), *((2, at) for at in range(5))]
    assert told["sent"][-1] == {"kind": "saved", "id": 2}
