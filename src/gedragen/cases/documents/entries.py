"""What the journal tells of papers of an approach, and which topics move with it."""

from gedragen.cases.store.entries import Kind

DOCUMENT_WRITTEN = Kind("document-written", public="document version")
DOCUMENT_SIGNED = Kind("document-signed", public="document version by_all")
