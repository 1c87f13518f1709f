import type { Visit } from '../observation/observation.ts'
import { verdict } from './verdict.ts'
import type { Verdict } from './verdict.ts'

/** Whether whoever comes by http is led to https at once, on the same host. */
export function redirection({ http }: Visit): Verdict {
  if (!http) return verdict('no-http', 0)
  const route = http.hops.map(({ url }) => new URL(url))
  const evidence = route.map(({ href }) => href)
  const [first, second] = route
  const last = route.at(-1)
  if (!http.isVerified) return verdict('bad-certificate', -20, evidence)
  if (route.length <= 1) return verdict('missing', -20, evidence)
  if (last?.protocol !== 'https:') return verdict('not-to-https', -20, evidence)
  if (second?.protocol === 'http:') return verdict('late', -10, evidence)
  if (first?.protocol === 'http:' && first.hostname !== second?.hostname)
    return verdict('to-another-host', -5, evidence)
  return verdict('to-https', 0, evidence)
}
