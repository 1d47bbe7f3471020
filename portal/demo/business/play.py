"""Plays the committee's business through its real actions, in the order in which one thing led to the other."""

import datetime as dt

from assessments.models import Notice
from committee.display.notices import WORDS
from committee.models import Obstacle
from portal.demo.business.directives import order_today, play_orders
from portal.demo.business.meetings import close_conference, plan_conference, plan_session
from portal.demo.business.obstacles import clear_obstacles, play_obstacles, play_recommendations
from portal.demo.business.people import set_stage
from portal.demo.business.recognition import play_recognition
from portal.demo.business.resources import play_resources
from portal.demo.business.spread import (
    play_commendations,
    play_guidance,
    play_initiatives,
    set_targets,
)
from portal.demo.play import at_hour


def play_business(actors, today):
    stage = set_stage(actors)
    play_resources(stage, today)
    obstacles = play_obstacles(stage, today)
    recommendations = play_recommendations(stage, obstacles, today)
    target = set_targets(stage)
    conference = plan_conference(stage, obstacles)
    play_orders(stage, conference, obstacles, recommendations, target, today)
    clear_obstacles(stage, obstacles)
    close_conference(stage, conference)
    date_notices()
    order_today(stage, obstacles, recommendations, today)
    plan_session(stage, today)
    play_recognition(stage)
    play_guidance(stage, obstacles, today)
    play_commendations(stage, *play_initiatives(stage, today))
    date_obstacles()


def date_notices():
    """What people were told in those years they have read."""
    told = at_hour(dt.date(2022, 12, 31), 16)
    Notice.objects.filter(kind__in=WORDS, read_at__isnull=True).update(at=told, read_at=told)


def date_obstacles():
    """They were written down when they arose."""
    for obstacle in Obstacle.objects.all():
        Obstacle.objects.filter(pk=obstacle.pk).update(opened_at=at_hour(obstacle.since, 9))
