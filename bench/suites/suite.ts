export interface Figure {
  /** What was measured, for a reader of the table. */
  what: string
  value: number
  /** Empty for a plain number. */
  unit: 'µs' | 'ms' | 's' | '×' | '/s' | 'MB' | 'kB' | 'points' | ''
  /** The budget of DESIGN section 12; absent = it only informs. */
  budget?: { atMost: number } | { atLeast: number }
  /** Baseline, runs, spread: what one must know to believe it. */
  note?: string
  /** Why a budget is missed and what was found; shown only while it is missed. */
  finding?: string
}

export interface Suite {
  /** What `--only` takes. */
  name: string
  about: string
  run(options: { quick: boolean; say: (line: string) => void }): Promise<Figure[]>
}

/** Figures without a budget only inform, so nothing can miss. */
export function isMissed({ value, budget }: Figure): boolean {
  if (!budget) return false
  return 'atMost' in budget ? value > budget.atMost : value < budget.atLeast
}
