import { hasFrameAncestors } from '../headers/content-security-policy.ts'
import { scriptIntegrity } from '../headers/scripts.ts'
import type { HeaderTest } from '../headers/score.ts'
import { pageOf, valuesOf } from '../observation/observation.ts'
import type { HeaderList, Hop, Observation } from '../observation/observation.ts'

const MOST_LINES = 12
const MOST_SIGNS = 1_024

const request = ({ url, status }: Hop): string => `GET ${url} ${status}`

const line = (of: { headers: HeaderList } | null, name: string): string[] => {
  const values = valuesOf(of, name)
  return values.length === 0 ? [`${name}: missing`] : values.map((value) => `${name}: ${value}`)
}

const meta = (name: string, values: readonly string[]) => values.map((value) => `<meta ${name}> ${value}`)

type Seen = (observation: Observation) => string[]

/** The line of the page's answer, then a header as it came. */
const header =
  (name: string): Seen =>
  (observation) => {
    const page = pageOf(observation)
    return page ? [request(page), ...line(page, name)] : []
  }

/** A policy that only watches is worth showing where none holds. */
const policy: Seen = (observation) => {
  const page = pageOf(observation)
  const watching = valuesOf(page, 'content-security-policy-report-only')
  return [
    ...header('content-security-policy')(observation),
    ...watching.map((value) => `content-security-policy-report-only: ${value}`),
    ...meta('http-equiv="content-security-policy"', observation.page.policies),
  ]
}

/** What a cookie holds is nobody else's business. */
const cookieLine = (text: string) => `set-cookie: ${text.replace(/^([^=;]*)=[^;]*/, '$1=…')}`

const sharing: Seen = (observation) => {
  const page = pageOf(observation)
  const { cors } = observation
  if (!cors || !page) return []
  const credentials = valuesOf(cors, 'access-control-allow-credentials')
  return [
    `OPTIONS ${page.url}`,
    `origin: ${cors.origin}`,
    ...line(cors, 'access-control-allow-origin'),
    ...credentials.map((value) => `access-control-allow-credentials: ${value}`),
  ]
}

/** The worst comes first: what a finding says is true of that one. */
const scripts: Seen = (observation) => {
  const page = pageOf(observation)
  const pointsOf = (at: number) =>
    scriptIntegrity({
      ...observation,
      page: { ...observation.page, scripts: observation.page.scripts.slice(at, at + 1) },
    }).points
  const judged = observation.page.scripts
    .slice(0, 500)
    .map(({ src, integrity }, at) => ({ src, integrity, points: Math.min(0, pointsOf(at)) }))
  const shown = judged.toSorted((one, other) => one.points - other.points)
  return [
    ...(page ? [request(page)] : []),
    ...shown.map(({ src, integrity }) => `script: ${src}, integrity: ${integrity ?? 'missing'}`),
  ]
}

const seen: Record<HeaderTest, Seen> = {
  contentSecurityPolicy: policy,
  cookies: ({ cookies }) => cookies.map(cookieLine),
  sharing,
  redirection: ({ http }) => (http?.hops ?? []).map(request),
  referrer: (observation) => [
    ...header('referrer-policy')(observation),
    ...meta('name="referrer"', observation.page.referrers),
  ],
  strictTransport: (observation) => {
    const hop = observation.https?.hops.at(-1)
    return hop
      ? [request(hop), ...line(hop, 'strict-transport-security')]
      : [`https://${observation.host}/ does not answer`]
  },
  scriptIntegrity: scripts,
  contentType: header('x-content-type-options'),
  framing: (observation) =>
    hasFrameAncestors(observation) ? policy(observation) : header('x-frame-options')(observation),
  resourcePolicy: header('cross-origin-resource-policy'),
  openerPolicy: header('cross-origin-opener-policy'),
  embedderPolicy: header('cross-origin-embedder-policy'),
}

/** What was seen, word for word: the request, then the header or that it is missing. */
export const headerEvidence = (test: HeaderTest, observation: Observation): string[] =>
  seen[test](observation)
    .slice(0, MOST_LINES)
    .map((text) => text.slice(0, MOST_SIGNS))
