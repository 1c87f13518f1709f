export type BreakerState = 'closed' | 'half-open' | 'open'

export interface ModelVitals {
  breaker: BreakerState
  lastSuccessAt: Date | null
}

/** What this process last saw of the services outside of it, for the health page; a restart forgets it. */
export interface Vitals {
  /** The last mail it tried to hand over. */
  mail: { at: Date; wasSent: boolean } | null
  /** The last time it asked for a file, or stored or removed one. */
  files: { at: Date; answered: boolean } | null
  /** By name of the model. */
  models: Map<string, ModelVitals>
}

export const createVitals = (): Vitals => ({ mail: null, files: null, models: new Map() })

/** The entry of one model, made at its first mention. */
export function modelVitals({ models }: Vitals, name: string): ModelVitals {
  const known = models.get(name) ?? { breaker: 'closed', lastSuccessAt: null }
  models.set(name, known)
  return known
}
