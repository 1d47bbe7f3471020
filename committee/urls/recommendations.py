"""Addresses of the committee's recommendations."""

from django.urls import path, re_path

from committee.views import recommendations

urlpatterns = [
    path("recommendations/", recommendations.show_recommendations, name="recommendations"),
    re_path(
        r"^recommendations\.(?P<kind>csv|xlsx)$", recommendations.download_recommendations, name="recommendations_file"
    ),
    path("recommendations/new/", recommendations.new_recommendation, name="recommendation_new"),
    path("recommendations/<key:recommendation>/", recommendations.show_recommendation, name="recommendation"),
    path("recommendations/<key:recommendation>/change/", recommendations.change, name="recommendation_change"),
    path("recommendations/<key:recommendation>/advance/", recommendations.advance, name="recommendation_advance"),
]
