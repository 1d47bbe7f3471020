"""The committee's business in the story: what blocked the pilots, who was asked, what was ordered, what came of it.

Facts: the review of equipment and the reinforcement of staff in 2021, the headquarters of both pilots as the main
obstacle, the conference of 12/11/2021 with its orders, the clips, the Zalo channel, both commendations. Every number of
a document, every figure and every later day is invented; all of it is marked so.
"""
