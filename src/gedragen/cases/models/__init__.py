"""The tables of a case, one file per noun."""

from gedragen.cases.models.carrying_out import CheckIn, Keeper, LateYes, ReviewAnswer, Task
from gedragen.cases.models.case import Case, Constitution, ConstitutionAltered, Room
from gedragen.cases.models.closed_time import Draft, Photo
from gedragen.cases.models.declaration import Declaration
from gedragen.cases.models.erasure_note import ErasureNote
from gedragen.cases.models.frame import Frame, FrameNote, FrameQuestion, Promise
from gedragen.cases.models.frame_test import (
    DecisionDoubt,
    Difference,
    DoubtAnswer,
    FormalDecision,
    FrameTest,
    FrameVerdict,
)
from gedragen.cases.models.journal import JournalEntry, OnceToken
from gedragen.cases.models.nomination import WAITING, Acquaintance, ErasedContact, Nomination, NominationState
from gedragen.cases.models.plan import (
    DocumentField,
    DocumentSignature,
    DocumentVersion,
    EndingProposal,
    EndingStep,
    ItemCorrection,
    ItemVersion,
    PlanItem,
    PlanShare,
)
from gedragen.cases.models.preparation import ChildAnswer, Question, QuestionAnswer, Side, TalkPoint, View, Voice
from gedragen.cases.models.round import Objection, Round, RoundAnswer, SilentContact, TalkRequest
from gedragen.cases.models.seat import Card, Circle, InvitationList, InvitationPart, Reply, Seat
from gedragen.cases.models.words import Words

__all__ = [
    "WAITING",
    "Acquaintance",
    "Card",
    "Case",
    "CheckIn",
    "ChildAnswer",
    "Circle",
    "Constitution",
    "ConstitutionAltered",
    "DecisionDoubt",
    "Declaration",
    "Difference",
    "DocumentField",
    "DocumentSignature",
    "DocumentVersion",
    "DoubtAnswer",
    "Draft",
    "EndingProposal",
    "EndingStep",
    "ErasedContact",
    "ErasureNote",
    "FormalDecision",
    "Frame",
    "FrameNote",
    "FrameQuestion",
    "FrameTest",
    "FrameVerdict",
    "InvitationList",
    "InvitationPart",
    "ItemCorrection",
    "ItemVersion",
    "JournalEntry",
    "Keeper",
    "LateYes",
    "Nomination",
    "NominationState",
    "Objection",
    "OnceToken",
    "Photo",
    "PlanItem",
    "PlanShare",
    "Promise",
    "Question",
    "QuestionAnswer",
    "Reply",
    "ReviewAnswer",
    "Room",
    "Round",
    "RoundAnswer",
    "Seat",
    "Side",
    "SilentContact",
    "TalkPoint",
    "TalkRequest",
    "Task",
    "View",
    "Voice",
    "Words",
]
