"""A population answered for by OpenFisca's tax and benefit system of the two programmes."""

from collections import Counter
from pathlib import Path

from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from benchmarks.people import Answer, People, size
from benchmarks.rivals.openfisca.variables import VARIABLES, Person

PARAMETERS = Path(__file__).with_name("parameters")


class OpenFisca:
    """The system, and a population to ask it about in some month, such as ``2026-05``."""

    def __init__(self, population: People, month: str):
        self._population = population
        self._month = month
        self._system = TaxBenefitSystem([Person])
        self._system.add_variables(*VARIABLES)
        self._system.load_parameters(str(PARAMETERS))

    def prepare(self) -> None:
        """Make a simulation of the population, as one gives its answers only once."""
        builder = SimulationBuilder()
        self._simulation = builder.build_default_simulation(self._system, size(self._population))
        for question, answers in self._population.items():
            self._simulation.set_input(question, self._month, answers)

    def run(self) -> None:
        """Answer for everybody."""
        self._paas_action, self._interagir, self._allowance = (
            self._simulation.calculate(variable, self._month)
            for variable in (
                "paas_action_verdict",
                "interagir_verdict",
                "paas_action_allowance_maximum",
            )
        )

    def counts(self) -> Counter[Answer]:
        """How many people have each answer."""
        return Counter(self.first(size(self._population)))

    def first(self, count: int) -> list[Answer]:
        """The answers of the first so many people."""
        paas_action = self._paas_action[:count].decode_to_str().tolist()
        interagir = self._interagir[:count].decode_to_str().tolist()
        allowance = (f"{dollars:.2f}" for dollars in self._allowance[:count].tolist())
        return list(zip(paas_action, interagir, allowance, strict=True))
