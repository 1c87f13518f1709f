import type { LimitState } from './limits.ts'

/**
 * Tells a caller where it stands, in the fields of draft-ietf-httpapi-ratelimit-headers-11. Several limits may count one
 * request, and several calls of a batch one limit: each limit is named once, with the least that was left.
 */
export function limitHeaders(send: (name: string, value: string) => void): (state: LimitState) => void {
  const states = new Map<string, LimitState>()
  return (state) => {
    const { name } = state.rule
    const known = states.get(name)
    if (known && known.remaining <= state.remaining) return
    states.set(name, state)
    const all = [...states.values()]
    send(
      'ratelimit-policy',
      all.map(({ rule }) => `"${rule.name}";q=${rule.points};w=${rule.seconds}`).join(', '),
    )
    send(
      'ratelimit',
      all
        .map(({ rule, remaining, resetSeconds }) => `"${rule.name}";r=${remaining};t=${resetSeconds}`)
        .join(', '),
    )
  }
}
