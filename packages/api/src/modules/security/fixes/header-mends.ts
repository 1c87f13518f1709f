import type { HeaderTest } from '../headers/score.ts'
import type { HeaderList, Observation, Route } from '../observation/observation.ts'
import { mendedCookies } from './cookie-changes.ts'
import type { Mended } from './fix.ts'
import { mendedHeader, singleHeaders } from './header-values.ts'
import type { SingleTest } from './header-values.ts'
import { proposedPolicy } from './policy.ts'
import { mendedScripts } from './script-fixes.ts'

const without = (headers: HeaderList, name: string): HeaderList => headers.filter(([sent]) => sent !== name)

/** The page's own answer with a header replaced, by whichever way it is reached. */
function withHeader(observation: Observation, name: string, value: string): Observation {
  const sent = name.toLowerCase()
  const changed = (route: Route | null): Route | null =>
    route && {
      ...route,
      hops: route.hops.map((hop, at) =>
        at === route.hops.length - 1
          ? { ...hop, headers: [...without(hop.headers, sent), [sent, value] as const] }
          : hop,
      ),
    }
  return { ...observation, http: changed(observation.http), https: changed(observation.https) }
}

const single =
  (test: SingleTest): Mended =>
  (observation) =>
    withHeader(observation, singleHeaders[test].name, mendedHeader(test, observation))

/** What the page itself says goes, since it would hold beside the header. */
const policy: Mended = (observation) => {
  const { value } = proposedPolicy(observation)
  const changed = withHeader(observation, 'content-security-policy', value)
  return { ...changed, page: { ...changed.page, policies: [] } }
}

const referrer: Mended = (observation) => {
  const changed = single('referrer')(observation)
  return changed && { ...changed, page: { ...changed.page, referrers: [] } }
}

const sharing: Mended = (observation) => {
  const { cors } = observation
  const name = 'access-control-allow-credentials'
  return { ...observation, cors: cors && { ...cors, headers: without(cors.headers, name) } }
}

/** Where https does not answer as it should, a redirect to it would help nobody. */
const redirection: Mended = (observation) => {
  const { https, host } = observation
  if (!https?.isVerified) return null
  const first = {
    url: `http://${host}/`,
    status: 301,
    headers: [['location', `https://${host}/`] as const],
  }
  return { ...observation, http: { hops: [first, ...https.hops], isVerified: true } }
}

/** What each test looks at as it would be after its fix, the same for every server. */
export const headerMends: Record<HeaderTest, Mended> = {
  contentSecurityPolicy: policy,
  // Browsers keep no Secure cookie of a site without https.
  cookies: (observation) =>
    observation.https === null ? null : { ...observation, cookies: mendedCookies(observation) },
  sharing,
  redirection,
  referrer,
  strictTransport: single('strictTransport'),
  scriptIntegrity: (observation) => ({
    ...observation,
    page: { ...observation.page, scripts: mendedScripts(observation) },
  }),
  contentType: single('contentType'),
  framing: single('framing'),
  resourcePolicy: single('resourcePolicy'),
  openerPolicy: single('openerPolicy'),
  embedderPolicy: single('embedderPolicy'),
}
