"""Every screen that a student meets on Slack, to be read aloud by a person.

`make screens` prints them: conversations as they are held, and for each thing that is
shown a sketch of how Slack draws it, above the payload that is sent.
"""
