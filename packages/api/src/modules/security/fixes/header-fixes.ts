import type { HeaderTest } from '../headers/score.ts'
import { pageOf, valuesOf } from '../observation/observation.ts'
import type { Observation } from '../observation/observation.ts'
import { certificateFix } from './encryption-fixes.ts'
import { cookieChanges } from './cookie-changes.ts'
import { mendedHeader, singleHeaders } from './header-values.ts'
import type { SingleHeader, SingleTest } from './header-values.ts'
import type { Fix, Server } from './fix.ts'
import { proposedPolicy } from './policy.ts'
import type { ProposedPolicy } from './policy.ts'
import { sentences } from './printer.ts'
import type { HeaderChange } from './printer.ts'
import { scriptFix } from './script-fixes.ts'
import { printers } from './servers/printers.ts'
import { hostOr } from './untrusted.ts'

/** What mends the result of one test on one server. */
export type FixOf = (observation: Observation, result: string) => (server: Server) => Fix

const NO_CERTIFICATE = ['no-https', 'bad-certificate']

const isSent = (observation: Observation, name: string): boolean =>
  valuesOf(pageOf(observation), name.toLowerCase()).length > 0

const single =
  (test: SingleTest): FixOf =>
  (observation, result) =>
  (server) => {
    if (NO_CERTIFICATE.includes(result)) return certificateFix(observation, server)
    const { name, caution, meta, minutes, steps }: SingleHeader = singleHeaders[test]
    return printers[server].set({
      name,
      value: mendedHeader(test, observation),
      isSent: isSent(observation, name),
      steps: steps(observation),
      caution,
      meta,
      minutes,
    })
  }

const POLICY = 'Content-Security-Policy'
const ONE_PAGE =
  "It names only the scripts of this one page: open your cart, a form and the payment as well, and add what the browser's console says it refused."
const HANDLERS = 'Buttons with “onclick” in the HTML stop working.'

/** A page with scripts of its own would break at once, so browsers first only watch. */
function trial({ value, inPage }: ProposedPolicy): HeaderChange {
  return {
    name: `${POLICY}-Report-Only`,
    value,
    isSent: false,
    steps: [
      `${inPage === 1 ? 'One script stands' : `${inPage} scripts stand`} in the page itself, which this policy would stop. So begin with this header, which stops nothing: the browser's console shows what it would stop.`,
      'Move the scripts out of the page into files of your site, and add addresses that are still reported.',
      `When nothing is reported any more, change the name to ${POLICY}, and take an older ${POLICY} away. The score counts from then on.`,
    ],
    caution: `With the name ${POLICY} scripts in the page stop, and so do buttons with “onclick”.`,
    meta: null,
    minutes: 60,
  }
}

const enforced = (observation: Observation, { value, inPage, left }: ProposedPolicy): HeaderChange => ({
  name: POLICY,
  value,
  isSent: isSent(observation, POLICY),
  steps: [
    ...(observation.page.policies.length > 0
      ? [`Take the older <meta http-equiv="${POLICY}"> out of the page: both would hold at once.`]
      : []),
    ...(left > 0
      ? ['Some scripts have an address that no policy can name. Keep copies of them on your own site.']
      : []),
  ],
  caution: sentences(
    ONE_PAGE,
    HANDLERS,
    inPage > 0 ? 'Scripts that still stand in the page itself stop as well.' : '',
  ),
  meta: 'http-equiv',
  minutes: 20,
})

/** A policy with a nonce is made by a program, and a fixed one beside it would stop every script. */
const madeAnew = ({ value }: ProposedPolicy): Fix => ({
  where: 'In the program that writes the policy',
  code: null,
  steps: [
    'Your site makes this policy anew for each page, with a nonce in it. A fixed one in a settings file would stop every script, so change it where it is made.',
    `Leave the nonce as it is, and let the rest be: ${value.replaceAll(/'nonce-[^']*'/gi, 'the nonce')}`,
  ],
  afterwards: sentences(ONE_PAGE, HANDLERS),
  minutes: 30,
})

const policy: FixOf = (observation, result) => {
  const proposed = proposedPolicy(observation)
  if (proposed.isMadeAnew) return () => madeAnew(proposed)
  const isTrial = proposed.inPage > 0 && result !== 'report-only'
  const change = isTrial ? trial(proposed) : enforced(observation, proposed)
  return (server) => printers[server].set(change)
}

const cookies: FixOf = (observation) => {
  const changes = cookieChanges(observation)
  return (server) =>
    observation.https === null ? certificateFix(observation, server) : printers[server].cookies(changes)
}

const redirection: FixOf = (observation, result) => (server) =>
  observation.https === null || result === 'bad-certificate'
    ? certificateFix(observation, server)
    : printers[server].redirect(hostOr(observation.host))

export const headerFixes: Record<HeaderTest, FixOf> = {
  contentSecurityPolicy: policy,
  cookies,
  sharing: () => (server) =>
    printers[server].remove({
      name: 'Access-Control-Allow-Credentials',
      caution:
        'Another site of yours that reads this one for a customer who is logged in stops doing so. Then send the header again, and name that one site in Access-Control-Allow-Origin in place of whoever asks.',
    }),
  redirection,
  referrer: single('referrer'),
  strictTransport: single('strictTransport'),
  scriptIntegrity: (observation) => (server) => scriptFix(observation, printers[server]),
  contentType: single('contentType'),
  framing: single('framing'),
  resourcePolicy: single('resourcePolicy'),
  openerPolicy: single('openerPolicy'),
  embedderPolicy: single('embedderPolicy'),
}
