import { pageOf, valuesOf } from '../observation/observation.ts'
import type { Visit } from '../observation/observation.ts'
import { strictTransport } from './strict-transport.ts'
import { verdict } from './verdict.ts'
import type { Verdict } from './verdict.ts'

interface Cookie {
  name: string
  isSecure: boolean
  isHttpOnly: boolean
  /** As written; null where it is not there. */
  sameSite: string | null
}

const SAME_SITE = ['lax', 'strict', 'none']

/** Whether it says SameSite in a way that browsers do not know, be it once among several. */
const isOdd = (line: string): boolean =>
  line.split(';').some((part) => {
    const [key = '', value = ''] = part.split('=')
    return key.trim().toLowerCase() === 'samesite' && !SAME_SITE.includes(value.trim().toLowerCase())
  })

function cookieOf(line: string): Cookie | null {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const name = pair.slice(0, pair.includes('=') ? pair.indexOf('=') : 0).trim()
  if (name === '') return null
  const given = new Map(
    attributes.map((attribute) => {
      const [key = '', value = ''] = attribute.split('=')
      return [key.trim().toLowerCase(), value.trim().toLowerCase()]
    }),
  )
  return {
    name,
    isSecure: given.has('secure'),
    isHttpOnly: given.has('httponly'),
    sameSite: given.get('samesite') ?? null,
  }
}

/** A load balancer sets it for everybody behind it, who can do nothing about that. */
const NOBODYS = ['heroku-session-affinity']

/** From the least to the worst. */
const verdicts = [
  ['unsafe-but-hsts', -5],
  ['unsafe', -20],
  ['session-unsafe-but-hsts', -10],
  ['same-site-invalid', -20],
  ['csrf-without-same-site', -20],
  ['session-readable', -30],
  ['session-unsafe', -40],
] as const
type Fault = (typeof verdicts)[number][0]

const where = (is: boolean, fault: Fault): Fault[] => (is ? [fault] : [])

function faultsOf({ name, isSecure, isHttpOnly, sameSite }: Cookie, hasHsts: boolean): Fault[] {
  const lower = name.toLowerCase()
  const isSession = lower.includes('sess') || lower.includes('login')
  const isOpen = !isSecure
  return [
    ...where(sameSite === 'none' && isOpen, 'same-site-invalid'),
    ...where(isOpen, hasHsts ? 'unsafe-but-hsts' : 'unsafe'),
    ...where(lower.includes('csrf') && !sameSite, 'csrf-without-same-site'),
    ...where(isSession && isOpen, hasHsts ? 'session-unsafe-but-hsts' : 'session-unsafe'),
    ...where(isSession && !isHttpOnly, 'session-readable'),
  ]
}

/** Whether cookies go over https alone, and those that let somebody in are held from scripts and other sites. */
export function cookies(observation: Visit): Verdict {
  const hasHsts = strictTransport(observation).points >= 0
  const lines = observation.cookies.filter((line) => !NOBODYS.includes(cookieOf(line)?.name ?? ''))
  const all = lines.flatMap((line) => cookieOf(line) ?? [])
  if (all.length === 0) return verdict('none', 0)
  // What the page sends counts here even where no browser keeps it.
  const odd = [...lines, ...valuesOf(pageOf(observation), 'set-cookie')].some(isOdd)
  const found = new Set([
    ...all.flatMap((cookie) => faultsOf(cookie, hasHsts)),
    ...where(odd, 'same-site-invalid'),
  ])
  const worst = verdicts.findLast(([fault]) => found.has(fault))
  // What a cookie holds is nobody else's business.
  const evidence = all.map(({ name }) => name)
  if (worst) return verdict(worst[0], worst[1], evidence)
  const isHeld = all.every(({ sameSite }) => sameSite !== null && sameSite !== '')
  return isHeld ? verdict('secure-and-same-site', 5, evidence) : verdict('secure', 0, evidence)
}
