"""Strict YAML: what YAML allows and a pack does not, each refused with its line."""

import pytest

from heard.engine.problems import MOST, Notebook, PackError
from heard.engine.reading.files import LARGEST, text_of
from heard.engine.reading.nodes import Items, Table, Text, parse
from tests.engine.small import ANSWER, problems, write


def read(text):
    notebook = Notebook("file.yaml")
    return parse(text, notebook), [str(problem) for problem in notebook.problems]


REFUSED = {
    "an anchor": ("a: &x 1\nb: 2\n", 1, "'&' and '*' (anchors) are not used in packs; write the words out"),
    "an alias": ("a: 1\nb: *x\n", 2, "(anchors) are not used in packs"),
    "a tag": ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "'!' (tags) are not used in packs"),
    "a plain tag": ("a: !!str 1\n", 1, "'!' (tags) are not used in packs"),
    "a second document": ("a: 1\n---\nb: 2\n", 2, "a file holds one document, without a second '---'"),
    "a key that is a list": ("? [a, b]\n: 1\n", 1, "a key must be plain text"),
    "a repeated key": ("a: 1\nb: 2\na: 3\n", 3, "'a' is there twice (first on line 1). Keep one of them."),
    "a tab": ("a:\n\tb: 1\n", 2, "This is not well-formed YAML"),
    "an open bracket": ("a: [1, 2\nb: 3\n", 2, "Check the indentation, colons and quotation marks."),
    "a list at the top": ("- a\n- b\n", 1, "The file must begin with a word and a colon."),
    "words at the top": ("just words\n", 1, "The file must begin with a word and a colon."),
    "too deep": ("a: " + "[" * 40 + "]" * 40 + "\n", 1, "entries are nested more than 30 deep"),
    "a bell": ("a: \x07\n", 1, "This is not well-formed YAML"),
    "a merge": ("a: 1\n<<: {b: 2}\n", 2, "'<<' is not a word that is used here."),
}


@pytest.mark.parametrize(("text", "line", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_yaml_allows_and_a_pack_does_not(text, line, said):
    table, _ = read(text)
    table.used.update({"a", "b"})
    table.finish()
    found = [str(problem) for problem in table.notebook.problems]
    assert any(one.startswith(f"file.yaml:{line}: ") and said in one for one in found), found


def test_nothing_in_a_file_is_an_empty_table():
    assert read("")[0].values == {}
    assert read("# only a remark\n")[1] == []


def test_every_scalar_is_text_with_its_line():
    table, found = read("on: yes\ndue: 14.10\nwhen: 2025-11-03\nmany: [1, ~]\n")
    assert found == []
    assert table.text("on") == "yes"
    assert table.text("due") == "14.10"
    assert table.text("when") == "2025-11-03"
    assert table.texts("many") == ("1", "~")
    assert table.line_of("when") == 3
    assert table.line_of("not there") == 1


def test_a_list_where_a_text_belongs_is_told():
    table, _ = read("title: [a, b]\n")
    assert table.text("title", "none") == "none"
    assert "'title' must be plain text." in str(table.notebook.problems[0])


def test_a_table_where_words_belong_is_told():
    table, _ = read("cite: {a: b}\n")
    assert table.texts("cite") == ()
    assert "'cite' must be words, or a list of words." in str(table.notebook.problems[0])


def test_one_entry_counts_as_a_list_of_one():
    table, _ = read("facts: {fact: a.b}\n")
    assert [part.text("fact") for part in table.tables("facts")] == ["a.b"]
    assert table.items("nothing") == []


def test_the_lines_of_a_letters_head_are_those_of_the_letter():
    notebook = Notebook("letter.md")
    parse("a: 1\na: 2\n", notebook, first_line=2)
    assert str(notebook.problems[0]).startswith("letter.md:3: ")


def test_an_unknown_key_is_told_with_what_is_known():
    table, _ = read("colour: red\n")
    table.text("title")
    table.finish()
    assert str(table.notebook.problems[0]) == (
        "file.yaml:1: 'colour' is not a word that is used here. Known here: title."
    )


def test_the_pieces_know_their_lines():
    table, _ = read("a:\n  - b\n  - {c: d}\n")
    node = table.values["a"]
    assert isinstance(node, Items)
    text, inner = node.parts
    assert isinstance(text, Text)
    assert isinstance(inner, Table)
    assert (text.line, inner.line) == (2, 3)


def test_a_file_that_is_not_text_is_refused_with_the_line(tmp_path):
    folder = write(tmp_path, ANSWER)
    (folder / "rules.yaml").write_bytes(ANSWER.encode() + b"# caf\xe9\n")
    assert problems(folder) == ["rules.yaml:9: The file is not plain text in UTF-8. Save it again as UTF-8."]


def test_a_letter_that_is_not_text_is_refused(tmp_path):
    folder = write(tmp_path, ANSWER, more={"letters/a.md": ""})
    (folder / "letters/a.md").write_bytes(b"---\nletter: \xff\n---\n")
    assert problems(folder) == [
        "letters/a.md:2: The file is not plain text in UTF-8. Save it again as UTF-8."
    ]


def test_a_folder_named_like_a_file_is_refused(tmp_path):
    folder = write(tmp_path, ANSWER)
    (folder / "more.yaml").mkdir()
    assert "more.yaml: This is not a file." in problems(folder)[0]


def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    path, notebook = tmp_path / "large.yaml", Notebook("large.yaml")
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert text_of(path, notebook) is None
    assert "The file is larger than 1,000,000 bytes. Split it into several files." in str(
        notebook.problems[0]
    )


def test_after_so_many_problems_the_reading_stops():
    notebook = Notebook("file.yaml")
    with pytest.raises(PackError) as caught:
        parse("".join("a: 1\n" for _ in range(MOST * 5)), notebook)
    assert len(caught.value.problems) == MOST + 1
    assert "There are more problems after this one. Put these right first." in str(caught.value)
