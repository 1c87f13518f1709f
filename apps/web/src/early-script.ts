import type { Me } from './account.ts'
import { earlyKey } from './early-answers.ts'
import type { EarlyAnswer } from './early-answers.ts'
import { dashboardCalls, meCall, registrationCall } from './early-calls.ts'
import { ORGANIZATION_KEY } from './early-call.ts'
import type { EarlyCall } from './early-call.ts'

/** The files of a page or frame, as places in the list of all, and the addresses that need them. */
export type EarlyPart = readonly [addresses: string, files: readonly number[]]

/**
 * Begins what the program would begin when it has arrived: fetches the code of the page at this address, and asks what
 * the page shows first.
 */
export function beginEarly(files: readonly string[], parts: readonly EarlyPart[]): void {
  const { pathname } = location
  const wanted = parts.filter(([addresses]) => new RegExp(addresses).test(pathname)).flatMap(([, at]) => at)
  for (const at of new Set(wanted)) preload(`/${files[at]}`)
  const isEntrance = /^\/(sign-in|sign-up|reset|setup|invite)\/?$/.test(pathname)
  if (!isEntrance && !/^\/(o|admin)\//.test(pathname)) return
  // Where nobody has worked yet, nobody is signed in either: there is nothing to ask, and no refusal in the console.
  if (!isEntrance && localStorage.getItem(ORGANIZATION_KEY) === null) return
  window.hubEarly = {}
  setTimeout(() => void (window.hubEarly = undefined), FRESH_MS)
  if (isEntrance) void ask(null, [registrationCall])
  else askForPerson(pathname)
}

/** Who is signed in, and what that person's dashboard shows, if it is the page. */
function askForPerson(pathname: string): void {
  setTimeout(readyDates)
  void ask(null, [meCall])[0]?.then((answer) => {
    const slug = /^\/o\/([^/]+)\/?$/.exec(pathname)?.[1]
    if (answer === undefined || slug === undefined) return
    const { user, organizations } = answer.data as Me // the hub answers what its contract says
    const org = organizations.find((one) => one.slug === slug && !one.isSuspended)
    if (!org || user.deletesAt !== null) return
    void ask(
      slug,
      dashboardCalls.filter(({ needs }) => needs === undefined || org.permissions.includes(needs)),
    )
  })
}

/** Later nobody wants an answer from before. */
const FRESH_MS = 10_000

/** The first date takes a phone 50 ms, which it has now and not when the page is painted. */
const readyDates = () => new Intl.DateTimeFormat('en-GB').format()

function preload(href: string): void {
  const link = document.createElement('link')
  link.rel = 'modulepreload'
  link.crossOrigin = ''
  link.href = href
  document.head.append(link)
}

/** Asks several queries in one request. */
function ask(org: string | null, calls: readonly EarlyCall[]): Promise<EarlyAnswer>[] {
  const paths = calls.map(({ path }) => path).join(',')
  const inputs = JSON.stringify(Object.fromEntries(calls.map(({ input }, at) => [at, input])))
  const all: Promise<{ result?: { data: unknown } }[]> = fetch(
    `/trpc/${paths}?batch=1&input=${encodeURIComponent(inputs)}`,
    { headers: { 'x-hub-csrf': '1', ...(org !== null && { 'x-hub-org': org }) } },
  ).then((response) => response.json())
  return calls.map(({ path, input }, at) => {
    // What was refused is asked again by the program, which knows what to do then.
    const answer = all.then((list) => list[at]?.result).catch(() => undefined)
    if (window.hubEarly) window.hubEarly[earlyKey(org, path, input)] = answer
    return answer
  })
}
