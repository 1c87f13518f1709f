import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel'
import type { CircuitBreakerPolicy } from 'cockatiel'
import type { Hub, HubSettings } from '../../../platform/hub.ts'
import { sha256 } from '../../../platform/secrets/secrets.ts'
import { modelVitals } from '../../../platform/logs/vitals.ts'
import type { BreakerState } from '../../../platform/logs/vitals.ts'
import { ModelFailure } from './failure.ts'

const FAILURES = 3
const REST_MS = 30_000

const breakers = new WeakMap<Hub, Map<string, CircuitBreakerPolicy>>()

const states: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
}

function makeBreaker(hub: Hub, model: string): CircuitBreakerPolicy {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof ModelFailure && error.isOutage),
    { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAILURES) },
  )
  const vitals = modelVitals(hub.vitals, model)
  breaker.onStateChange((state) => void (vitals.breaker = states[state]))
  breaker.onSuccess(() => void (vitals.lastSuccessAt = hub.now()))
  return breaker
}

/**
 * After three outages in a row a model is left alone for half a minute, so that nobody waits for it in vain. All who ask
 * share the breaker of a provider, model and key; a request that is refused is the asker's own and moves nothing.
 */
export function breakerOf(
  hub: Hub,
  { baseUrl, name, apiKey }: NonNullable<HubSettings['model']>,
): CircuitBreakerPolicy {
  const known = breakers.get(hub) ?? new Map<string, CircuitBreakerPolicy>()
  breakers.set(hub, known)
  const id = JSON.stringify([baseUrl, name, sha256(apiKey).toString('hex')])
  const breaker = known.get(id) ?? makeBreaker(hub, name)
  known.set(id, breaker)
  return breaker
}
