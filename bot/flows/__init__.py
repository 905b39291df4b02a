"""Every subject the bot can talk about: a new one is a module here and a word below."""

from bot.flows import (
    booking,
    checking,
    debrief,
    dues,
    finder,
    log,
    my,
    next,
    office,
    people,
    plan,
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
    booking.flow,
    my.flow,
    settings.flow,
    finder.flow,
    debrief.flow,
    reminders.flow,
    dues.flow,
    office.flow,
)
FLOWS = (*SUBJECTS, help_for(SUBJECTS))
