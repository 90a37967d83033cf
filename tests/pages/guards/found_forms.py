"""Every form that somebody sees: the pages are walked from address to address, and their `<form>`s are read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

WORDS = ("text", "textarea", "email", "url", "tel")
UNTYPED = ("hidden", "radio", "checkbox", "submit", "file")


@dataclass(frozen=True)
class Box:
    """One control of a form. `choices`: what it offers; `chosen`: what stands in it, or is picked."""

    name: str
    kind: str
    chosen: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    told: str = ""
    says_who_reads: bool = False

    @property
    def is_typed(self) -> bool:
        """Whether somebody types in it."""
        return self.kind not in (*UNTYPED, "select")


@dataclass(frozen=True)
class FoundForm:
    """A form on a page, and the button with which it is sent."""

    action: str
    boxes: dict[str, Box]
    button: tuple[str, str] | None = None

    @property
    def unread(self) -> set[str]:
        """Boxes for words at which nothing says who will read them."""
        return {box.name for box in self.boxes.values() if box.kind in WORDS and not box.says_who_reads}

    @property
    def key(self) -> tuple[str, ...]:
        """Forms that differ in their numbers only are one form."""
        names = sorted({re.sub(r"[0-9]+", "#", name) for name in self.boxes})
        return (view_of(self.action), *names, *(self.button or ()))


@dataclass
class Page(HTMLParser):
    """What a test reads of a page: its forms, its links, and the mistakes it tells."""

    text: str
    address: str
    links: list[str] = field(default_factory=list)
    forms: list[FoundForm] = field(default_factory=list)
    mistakes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, Box] = {}
        self._buttons: list[tuple[str, str] | None] = []
        self._action: str | None = None
        self._reads: tuple[str, str] | None = None
        self._label = ""
        self._told_at: set[str] = set()
        self._depth = 0
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in pairs}
        self._label = attributes.get("for", "") if tag == "label" else self._label
        if "field__readers" in attributes.get("class", ""):
            self._told_at.add(self._label)
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "form":
            self._boxes, self._buttons = {}, []
            self._action = (attributes.get("action") or self.address) if attributes.get("method") == "post" else None
        elif tag == "div":
            self._into_div(attributes)
        elif self._action is not None:
            self._control(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._action is not None:
            buttons = list(dict.fromkeys(self._buttons)) or [None]
            self.forms += [FoundForm(self._action, self._boxes, button) for button in buttons]
            self._action = None
        elif tag == "textarea" and self._reads and self._reads[0] == "typed":
            self._reads = None
        elif tag == "div" and self._reads and self._reads[0] == "told":
            self._depth -= 1
            self._reads = self._reads if self._depth else None

    def handle_data(self, data: str) -> None:
        if self._reads is None:
            return
        kind, name = self._reads
        if kind == "typed":
            old = self._boxes[name]
            self._boxes[name] = replace(old, chosen=("".join(old.chosen) + data,))
        else:
            self.mistakes[name] = " ".join([self.mistakes.get(name, ""), data]).strip()

    def _into_div(self, attributes: dict[str, str]) -> None:
        """A mistake beside its field, the summary above a form, or a message that the page passes on."""
        if self._reads and self._reads[0] == "told":
            self._depth += 1
            return
        classes = attributes.get("class", "")
        if "utrecht-form-field-error-message" in classes:
            self._reads, self._depth = ("told", attributes.get("id", "")), 1
        elif "utrecht-alert--" in classes:
            self._reads, self._depth = ("told", classes.rpartition("utrecht-alert--")[2].split()[0]), 1

    def _control(self, tag: str, attributes: dict[str, str]) -> None:
        name, value, kind = attributes.get("name", ""), attributes.get("value", ""), attributes.get("type", tag)
        if tag == "button" or kind == "submit":
            self._buttons.append((name, value) if name else None)
        elif tag == "option":
            last = next(reversed(self._boxes))
            self._add(last, "select", value, picked="selected" in attributes, offered=True)
        elif tag == "select":
            self._boxes[name] = Box(name, "select", told=attributes.get("id", ""))
        elif tag == "textarea":
            told = attributes.get("id", "")
            self._boxes[name] = Box(name, "textarea", told=told, says_who_reads=told in self._told_at)
            self._reads = ("typed", name)
        elif tag == "input" and name and name != "csrfmiddlewaretoken":
            offers = kind in ("radio", "checkbox")
            self._add(name, kind, value, picked=not offers or "checked" in attributes, offered=offers)
            self._boxes[name] = replace(self._boxes[name], says_who_reads=attributes.get("id", "") in self._told_at)

    def _add(self, name: str, kind: str, value: str, *, picked: bool, offered: bool) -> None:
        old = self._boxes.get(name, Box(name, kind))
        self._boxes[name] = replace(
            old,
            chosen=(*old.chosen, value) if picked else old.chosen,
            choices=(*old.choices, value) if offered else old.choices,
        )


def view_of(address: str) -> str:
    """The name of the address; empty for one that is not there."""
    try:
        return str(resolve(urlsplit(address).path).url_name)
    except Resolver404:
        return ""


def page_at(client: Client, address: str) -> tuple[HttpResponseBase, Page | None]:
    answer = client.get(address)
    is_page = not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html")
    return answer, Page(answer.content.decode(), address) if is_page else None


def walk(client: Client, starts: Iterable[str]) -> Iterator[tuple[str, HttpResponseBase, Page | None]]:
    """Every page that this browser can reach from these addresses, each once."""
    todo = list(dict.fromkeys(starts))
    seen = set(todo)
    while todo:
        address = todo.pop(0)
        answer, page = page_at(client, address)
        yield address, answer, page
        found = [link.partition("#")[0] for link in (page.links if page else [])]
        if answer.status_code in (301, 302):
            found.append(answer.headers["Location"].partition("#")[0])
        for link in found:
            if link.startswith("/") and _shape(link) not in seen:
                seen.add(_shape(link))
                todo.append(link)


def _shape(address: str) -> str:
    """Two addresses that differ in the values of their query only show the same page."""
    path, _mark, query = address.partition("?")
    return "?".join([path, *sorted(part.partition("=")[0] for part in query.split("&") if part)])
