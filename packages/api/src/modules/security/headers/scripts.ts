import { getDomain } from 'tldts'
import { pageOf } from '../observation/observation.ts'
import type { Visit, ObservedScript } from '../observation/observation.ts'
import { isHtml, typeOf } from './page-type.ts'
import { verdict } from './verdict.ts'
import type { Verdict } from './verdict.ts'

/** From the least to the worst. */
const verdicts = [
  ['insecure-with-integrity', -20],
  ['without-integrity', -5],
  ['insecure', -50],
] as const

type Fault = (typeof verdicts)[number][0]

interface Place {
  isForeign: boolean
  isSecure: boolean
}

/** Without its own protocol a script may come by either, so such an address counts as foreign and insecure. */
function placeOf(src: string, host: string, isHttps: boolean): Place {
  if (/^\/\/[^/]/.test(src)) return { isForeign: true, isSecure: false }
  if (!/^https?:\/\//i.test(src)) return { isForeign: false, isSecure: isHttps }
  const isForeign = getDomain(src) !== getDomain(host)
  return { isForeign, isSecure: src.toLowerCase().startsWith('https:') }
}

function faultOf({ integrity }: ObservedScript, { isForeign, isSecure }: Place): Fault | null {
  if (!isForeign) return null
  if (integrity) return isSecure ? null : 'insecure-with-integrity'
  return isSecure ? 'without-integrity' : 'insecure'
}

/** Whether scripts of others are the ones that were meant. */
export function scriptIntegrity(observation: Visit): Verdict {
  const page = pageOf(observation)
  if (!page) return verdict('no-scripts', 0)
  if (typeOf(observation) !== '' && !isHtml(observation)) return verdict('no-html', 0)
  const { scripts, scriptElements } = observation.page
  if (scriptElements === 0) return verdict('no-scripts', 0)
  const isHttps = page.url.startsWith('https:')
  const placed = scripts.map((script) => ({ script, place: placeOf(script.src, observation.host, isHttps) }))
  const faults = new Set(placed.map(({ script, place }) => faultOf(script, place)))
  const foreign = placed.filter(({ place }) => place.isForeign).map(({ script }) => script.src)
  const worst = verdicts.findLast(([fault]) => faults.has(fault))
  if (worst) return verdict(worst[0], worst[1], foreign)
  if (foreign.length > 0) return verdict('with-integrity', 5, foreign)
  const isProven = placed.some(({ script, place }) => Boolean(script.integrity) && place.isSecure)
  return isProven ? verdict('own-with-integrity', 5) : verdict('own', 0)
}
