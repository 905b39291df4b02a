"""Discord's numbers by name: types, flags and intents, as far as they are used here.

https://docs.discord.com/developers/reference
"""

# Interactions, and what answers them
PING, COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = range(1, 6)
REPLY, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = range(4, 10)
FITTING = {
    COMMAND: {REPLY, DEFERRED, MODAL},
    COMPONENT: {REPLY, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {REPLY, DEFERRED, DEFERRED_UPDATE, UPDATE},  # no modal after a modal
}

# Commands and their options
SLASH, ON_USER, ON_MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER = range(1, 7)
NUMBER, ATTACHMENT = 10, 11
IN_GUILD, IN_BOT_DM, IN_PRIVATE = 0, 1, 2  # contexts
TO_GUILD, TO_USER = 0, 1  # integration types

# Components
ROW, BUTTON, SELECT, TEXT_INPUT, USER_SELECT = range(1, 6)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = range(9, 15)
CONTAINER, LABEL, UPLOAD = 17, 18, 19
RADIO, CHECKBOXES, CHECKBOX = 21, 22, 23
LINK = 5  # a button's style

# Message flags
EPHEMERAL, LOADING, V2 = 1 << 6, 1 << 7, 1 << 15

# Intents
GUILDS, MEMBERS, PRESENCES = 1, 1 << 1, 1 << 8
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | MESSAGE_CONTENT
ALL_INTENTS = (1 << 17) - 1 | 3 << 20 | 3 << 24

# Permissions
ADMINISTRATOR = 1 << 3

# Gateway opcodes
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE = range(5)
RESUME, RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, ACK = range(6, 12)
