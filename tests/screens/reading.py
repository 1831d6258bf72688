"""A page as somebody reads it: its words, its links by their words, and what stands in its form.

    page = Page(client.get("/"));  page.links["Jo Invented"];  page.form()["key"]

It looks at the HTML that was sent, and runs no scripts: `tests/journeys` does.
"""

import html5lib

INLINE = {"a", "abbr", "b", "del", "em", "span", "strong", "time"}


class Page:
    """An answer of the server, read."""

    def __init__(self, response):
        self.status = response.status_code
        self.html = response.content.decode()
        self.tree = html5lib.parse(self.html, namespaceHTMLElements=False)
        self.main = self.tree.find(".//main")

    @property
    def title(self):
        return words(self.tree.find(".//title"))

    @property
    def heading(self):
        return words(self.tree.find(".//h1"))

    @property
    def text(self):
        """All words of the main part, with single spaces."""
        return words(self.main)

    @property
    def links(self):
        """The addresses of the links in the main part, by their words; of two with the same words, the first."""
        found = {}
        for link in self.main.iter("a"):
            found.setdefault(words(link), link.get("href"))
        return found

    @property
    def errors(self):
        """The links of the error summary: their words, and the field that each leads to."""
        summary = self._with_class("div", "govuk-error-summary")
        return {words(link): link.get("href") for one in summary for link in one.iter("a")}

    @property
    def banners(self):
        return [words(one) for one in self._with_class("div", "govuk-notification-banner")]

    def form(self):
        """What the page's posting form would send: names and values, as it stands."""
        form = next(one for one in self.main.iter("form") if one.get("method") == "post")
        sent = {}
        for field in form.iter():
            name = field.get("name")
            if not name or name == "csrfmiddlewaretoken":
                continue
            if field.tag == "textarea":
                sent[name] = (field.text or "").strip()
            elif field.tag == "select":
                chosen = [one.get("value") for one in field.iter("option") if one.get("selected") is not None]
                sent[name] = chosen[0] if chosen else ""
            elif field.get("type") not in ("radio", "checkbox") or field.get("checked") is not None:
                sent[name] = field.get("value") or ""
        return sent

    def rows(self):
        """The rows of the page's tables: the words of each cell."""
        return [
            [words(cell) for cell in row if cell.tag in ("th", "td")]
            for body in self.main.iter("tbody")
            for row in body.iter("tr")
        ]

    def _with_class(self, tag, name):
        return [one for one in self.main.iter(tag) if name in (one.get("class") or "").split()]


def words(element):
    """The words of an element, with single spaces; "" where there is none."""
    return "" if element is None else " ".join("".join(_pieces(element)).split())


def _pieces(element):
    """The text of an element piece by piece; what stands as a block of its own is set off by spaces."""
    apart = "" if element.tag in INLINE else " "
    yield apart + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
    yield apart
