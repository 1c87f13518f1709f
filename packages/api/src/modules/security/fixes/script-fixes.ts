import { scriptIntegrity } from '../headers/scripts.ts'
import type { ObservedScript, Visit } from '../observation/observation.ts'
import type { Fix } from './fix.ts'
import { sentences } from './printer.ts'
import type { Printer } from './printer.ts'
import { safeAddress } from './untrusted.ts'

const MOST_SCRIPTS = 20

const isFaulty = (script: ObservedScript, observation: Visit): boolean =>
  scriptIntegrity({
    ...observation,
    page: { ...observation.page, scripts: [script], scriptElements: 1 },
  }).points < 0

const byHttps = (src: string): string => src.replace(/^(?:http:)?\/\//i, 'https://')

/** As the scripts of a page would be with a fingerprint each; which one does not matter to the score. */
export const mendedScripts = (observation: Visit): ObservedScript[] =>
  observation.page.scripts.map((script) =>
    isFaulty(script, observation)
      ? { src: byHttps(script.src), integrity: script.integrity || 'sha384-' }
      : script,
  )

/** Prints the element of each script with its fingerprint, which only its text can tell. */
const command = (addresses: readonly string[]): string =>
  [
    'for src in \\',
    ...addresses.map((address) => `  '${address}' \\`),
    '; do',
    '  file=$(mktemp)',
    '  curl -fsSLo "$file" "$src" || continue',
    '  hash=$(openssl dgst -sha384 -binary "$file" | openssl base64 -A)',
    '  echo "<script src=\\"$src\\" integrity=\\"sha384-$hash\\" crossorigin=\\"anonymous\\"></script>"',
    'done',
  ].join('\n')

const MOVING =
  'A script that its maker changes at the same address, as tag managers and payment services do, stops with the next change: leave its fingerprint out, load a fixed version, or keep a copy on your own site.'

/** A fingerprint for each script of others, by which browsers know that it is still the one that was meant. */
export function scriptFix(observation: Visit, { page }: Printer): Fix {
  const faulty = observation.page.scripts.filter((script) => isFaulty(script, observation))
  const addresses = [...new Set(faulty.map(({ src }) => byHttps(src)))]
  const safe = addresses.flatMap((address) => safeAddress(address) ?? []).slice(0, MOST_SCRIPTS)
  const isOpen = faulty.some(({ src }) => !/^https:/i.test(src))
  return {
    where: 'In a terminal, on any machine with curl and openssl',
    code: safe.length === 0 ? null : command(safe),
    steps: [
      ...(isOpen
        ? [
            'Open each address with https:// in a browser first. If it does not answer, keep a copy of the script on your own site.',
          ]
        : []),
      ...(safe.length < addresses.length
        ? ['For scripts that are not in these lines: copy them to your own site and load them from there.']
        : []),
      `${page}, give each script element the integrity and crossorigin of the line that was printed for its address. All else that stands in the element stays.`,
    ],
    afterwards: sentences(
      MOVING,
      'Then open a page of your site: what the browser refuses stands in its console.',
    ),
    minutes: 5 + 5 * Math.min(addresses.length, MOST_SCRIPTS),
  }
}
