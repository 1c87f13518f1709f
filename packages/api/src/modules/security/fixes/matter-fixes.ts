import type { Observation } from '../observation/observation.ts'
import type { Fix, Server } from './fix.ts'
import { printers } from './servers/printers.ts'
import { safePath } from './untrusted.ts'

/** Files are found under the key `files.` and their path; one that stands for several means all that are open. */
function openPaths({ files }: Observation, matter: string): string[] {
  const open = (files ?? []).flatMap(({ path, state }) => (state === 'open' ? path : []))
  const own = open.filter((path) => path === matter || path === `/${matter}`)
  return (own.length > 0 ? own : open).flatMap((path) => safePath(path) ?? [])
}

/** Null where the scan saw no file to block. */
export function fileFix(observation: Observation, matter: string): ((server: Server) => Fix) | null {
  const paths = openPaths(observation, matter)
  return paths.length === 0 ? null : (server) => printers[server].block(paths)
}

const MOST_SIGNS = 200

const updates: Record<Server, readonly string[]> = {
  nginx: [],
  apache: [],
  caddy: [],
  cloudflare: ['Cloudflare only passes it on; it is changed on the server behind it.'],
  vercel: [],
  shopify: [
    'Open Online Store, then Themes. If your theme has an update, take it: it mostly brings the library along.',
    'If it stays: open Edit code and search the folders assets and layout for its name, or ask the maker of the app that brings it.',
  ],
  wordpress: [
    'Open Dashboard, then Updates, and update WordPress, plugins and themes: one of them mostly brings the library along.',
    'If it stays: the path of the script names the plugin or theme. Look for another one, or ask its maker.',
  ],
}

const byHand = [
  'If it is loaded from a CDN, put the new version into the address in the HTML, and a new fingerprint if there is one.',
  'If it is built in with npm: run npm outdated, then npm install with its name and “@latest”, build, and publish.',
]

const shown = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, MOST_SIGNS)

/** How a library of the page gets to a version without the hole; which one that is stands in the evidence. */
export function libraryFix(
  observation: Observation,
  matter: { name: string; evidence: readonly string[] },
): (server: Server) => Fix {
  const found = observation.libraries.filter(({ name }) => name.toLowerCase() === matter.name.toLowerCase())
  const seen = [...new Set(found.map(({ name, version, from }) => shown(`${name} ${version} in ${from}`)))]
  const wanted = matter.evidence.filter((text) => !seen.includes(shown(text))).map(shown)
  return (server) => ({
    where: printers[server].page,
    code: null,
    steps: [
      ...(seen.length > 0 ? [`It is there as: ${seen.slice(0, 5).join('; ')}.`] : []),
      ...(wanted.length > 0 ? [`What is known of it: ${wanted.slice(0, 5).join('; ')}.`] : []),
      ...(updates[server].length > 0 ? updates[server] : byHand),
      ...(server === 'cloudflare' ? byHand : []),
    ],
    afterwards:
      'A new main version, such as 3 after 1, can break parts of the page: try the cart, the forms and the menu afterwards.',
    minutes: 45,
  })
}
