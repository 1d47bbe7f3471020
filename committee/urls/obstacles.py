"""Addresses of the committee's obstacles."""

from django.urls import path, re_path

from committee.views import obstacles

urlpatterns = [
    path("obstacles/", obstacles.show_obstacles, name="obstacles"),
    re_path(r"^obstacles\.(?P<kind>csv|xlsx)$", obstacles.download_obstacles, name="obstacles_file"),
    path("obstacles/new/", obstacles.new_obstacle, name="obstacle_new"),
    path("obstacles/open/", obstacles.open_from_criterion, name="open_obstacle"),
    path("obstacles/<key:obstacle>/", obstacles.show_obstacle, name="obstacle"),
    path("obstacles/<key:obstacle>/change/", obstacles.change, name="obstacle_change"),
    path("obstacles/<key:obstacle>/clear/", obstacles.clear, name="obstacle_clear"),
    path("obstacles/<key:obstacle>/note/", obstacles.note, name="obstacle_note"),
    path("obstacles/<key:obstacle>/reopen/", obstacles.reopen, name="obstacle_reopen"),
]
