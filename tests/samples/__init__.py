"""What the coach makes for very different students, to be read aloud by a person.

`make samples` prints it: twenty plans and thirty messages, each message with what the
checker finds in it. The students are in students.toml.
"""
