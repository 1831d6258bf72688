"""HTML as a browser understands it, so that two pieces can be compared without their white space.

`tree(html)` is a nested tuple: name, sorted attributes (classes sorted too), and children; text has its spaces joined.
"""

import html5lib


def tree(html: str):
    """The normal form of a piece of HTML."""
    return _normal(html5lib.parseFragment(html, container="div", namespaceHTMLElements=False))


def _normal(element):
    attributes = dict(element.attrib.items())
    if "class" in attributes:
        attributes["class"] = " ".join(sorted(attributes["class"].split()))
    children = []
    _add_text(children, element.text)
    for child in element:
        children.append(_normal(child) if isinstance(child.tag, str) else "comment")
        _add_text(children, child.tail)
    return (str(element.tag), tuple(sorted(attributes.items())), tuple(children))


def _add_text(children: list, text: str | None) -> None:
    joined = " ".join((text or "").split())
    if joined:
        children.append(joined)
