"""Packs that mean harm: each is refused in little time and memory, with a sentence and never a traceback.

Each is read by the command in a process of its own, which may use five seconds of the processor and 700 megabytes.
"""

# ruff: noqa: E501
# What is written stands whole, however long.

import os
import resource
import subprocess
import sys

import pytest

from tests.engine.small import ANSWER, FACTS, write

SECONDS, MEMORY = 5, 700_000_000
LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)
)


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def heard(*arguments):
    """What the command says: its exit code and all that it printed."""
    ran = subprocess.run(
        [sys.executable, "-m", "heard.cli", *map(str, arguments)],
        capture_output=True, text=True, preexec_fn=limits, timeout=60, check=False,
    )  # fmt: skip
    return ran.returncode, ran.stdout + ran.stderr


def chain(length, first="complaint.received", names="due of d{0}"):
    duties = [f"  d0: {{title: T, owed_by: manager, due: {{on: {first}}}, met_by: answer.sent, cite: P-1}}\n"]
    for n in range(1, length):
        after = names.format(n - 1)
        duties.append(
            f"  d{n}: {{title: T, owed_by: manager, due: {{within: 1 day, after: [{after}]}}, met_by: answer.sent, cite: P-1}}\n"
        )
    return "duties:\n" + "".join(duties)


RULES = {
    "a thousand million laughs": (LAUGHS, "(anchors) are not used in packs"),
    "a circle of aliases": ("a: &a [*a]\n", "(anchors) are not used in packs"),
    "code to run": ("a: !!python/object/apply:os.system [exit]\n", "'!' (tags) are not used in packs"),
    "brackets without end": ("a: " + "[" * 200_000, "nested more than 30 deep"),
    "braces without end": ("a: " + "{b: " * 100_000, "nested more than 30 deep"),
    "steps without end": ("".join(" " * n + f"a{n}:\n" for n in range(1300)), "nested more than 30 deep"),
    "dashes without end": ("a:\n " + "- " * 200_000 + "\n", "nested more than 30 deep"),
    "one key many times": ("a: 1\n" * 190_000, "There are more problems after this one."),
    "many unknown keys": ("".join(f"key{n}: 1\n" for n in range(70_000)), "There are more problems after this one."),
    "many unknown paragraphs": (ANSWER.replace("P-1", f"[{', '.join(f'Q-{n}' for n in range(80_000))}]"), "There are more problems after this one."),
    "a very long word": (ANSWER.replace("answer.sent", "a" * 900_000), "There is no fact called"),
    "a very long anchor": (ANSWER.replace("complaint.received", "a_" * 400_000 + " of "), "does not name a day"),
    "a very long number": (ANSWER.replace("10 working", "9" * 900_000 + " working"), "is not a length of time"),
    "a chain of due days": (chain(5_000), "or on a chain of more than 20 due days"),
    "a tree of due days": (chain(60, names="due of d{0}, due of d{0}, due of d{0}"), "chain of more than 20 due days"),
    "a circle of due days": (chain(60, first="due of d59"), "hangs on itself"),
    "conditions in conditions": (ANSWER + "    when: " + "{not: " * 5_000 + "{recorded: answer.sent}" + "}" * 5_000, "nested more than 30 deep"),
    "nothing but zeros": ("\0" * 1000, "This is not well-formed YAML"),
    "a percent sign": ("%YAML 9.9\n---\na: b\n", "This is not well-formed YAML"),
}  # fmt: skip


@pytest.mark.parametrize(("rules", "said"), RULES.values(), ids=RULES.keys())
def test_a_hostile_file_is_refused(tmp_path, rules, said):
    code, output = heard("check", write(tmp_path, rules))
    assert "Traceback" not in output
    assert code == 1
    assert said in output


@pytest.mark.parametrize("file", ["procedure.yaml", "facts.yaml", "letters/a.md", "worked-cases/a.yaml"])
def test_a_file_of_ten_thousand_megabytes_is_refused_by_its_size(tmp_path, file):
    path = write(tmp_path, ANSWER) / file
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as large:
        large.truncate(10_000_000_000)
    code, output = heard("check", tmp_path)
    assert (code, "Traceback" in output) == (1, False)
    assert f"{file}: The file is larger than 1,000,000 bytes." in output


def test_a_timeline_of_ten_megabytes_is_refused_by_its_size(tmp_path):
    (tmp_path / "t.yaml").write_text("facts: []\n" + "#" * 10_000_000, encoding="utf-8")
    code, output = heard("assess", write(tmp_path / "pack"), tmp_path / "t.yaml", "--on", "2025-11-12")
    assert (code, output) == (
        1,
        "t.yaml: The file is larger than 1,000,000 bytes. Split it into several files.\n",
    )


def test_a_timeline_of_many_facts_is_assessed(tmp_path):
    line = "  - {fact: attempt.failed, date: 2025-11-04}\n"
    text = "facts:\n  - {fact: complaint.received, date: 2025-11-03}\n" + line * 10_000
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    code, output = heard("assess", write(tmp_path / "pack"), tmp_path / "t.yaml", "--on", "2025-11-12")
    assert code == 0
    assert "Answer the complaint" in output


def test_a_letter_of_nothing_but_openings_is_read_at_once(tmp_path):
    letter = "---\nletter: a\ntitle: T\nrecords: answer.sent\ncite: P-1\n---\n" + "[[must_say " * 80_000
    code, output = heard("check", write(tmp_path, ANSWER, more={"letters/a.md": letter}))
    assert code == 0, output


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(write(tmp_path, ANSWER) / "more.yaml")
    code, output = heard("check", tmp_path)
    assert code == 1
    assert "more.yaml: This is not a file." in output


def test_a_link_to_itself_is_refused(tmp_path):
    (write(tmp_path, ANSWER) / "more.yaml").symlink_to("more.yaml")
    assert "more.yaml: This is not a file." in heard("check", tmp_path)[1]


def test_many_facts_that_look_alike_are_refused(tmp_path):
    facts = FACTS + "".join(f"  a.b{n}: {{title: T, cite: P-{n + 2}}}\n" for n in range(20_000))
    code, output = heard("check", write(tmp_path, ANSWER, facts=facts))
    assert code == 1
    assert "There are more problems after this one." in output
