extension Mutant {
  /// All mutants: at least one of every promise.
  package static let all: [Mutant] =
    submits + waitings + endings + results + parts + cancels + catalogues + outputs + mocks
    + requestErrors + modelErrors + serverErrors + validations
}
