"""Every subject the bot can talk about: a new one is a module here and a word below."""

from bot.flows import (
    booking,
    checking,
    debrief,
    debrief_more,
    dues,
    easing,
    finder,
    importing,
    learning,
    log,
    my,
    myths,
    next,
    office,
    people,
    plan,
    practice,
    reminders,
    settings,
    write,
)
from bot.flows.help import help_for

SUBJECTS = (
    next.flow,
    people.flow,
    plan.flow,
    write.flow,
    checking.flow,
    log.flow,
    practice.flow,
    booking.flow,
    my.flow,
    settings.flow,
    finder.flow,
    importing.flow,
    easing.flow,
    debrief.flow,
    debrief_more.flow,
    learning.flow,
    myths.flow,
    reminders.flow,
    dues.flow,
    office.flow,
)
FLOWS = (*SUBJECTS, help_for(SUBJECTS))
