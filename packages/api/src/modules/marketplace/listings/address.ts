import { parse } from 'tldts'
import type { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'

const wrong = (message: string): AppError => fieldFault('url', message)

/** What shops add to an address to see who sent a visitor. */
const TRACKING = /^(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga|igshid)$/

/**
 * The address of a page of a shop as it is kept: without what follows a visitor, and without its fragment. Throws a BAD_REQUEST
 * where no shop could have it.
 */
export function pageAddress(given: string): URL {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`
  if (!URL.canParse(text))
    throw wrong('Paste the address of a page, such as https://shop.example/products/blend.')
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol)) throw wrong('Only websites can be looked at: http or https.')
  if (url.username !== '' || url.password !== '') throw wrong('Leave out the name and password.')
  if (url.port !== '') throw wrong('Leave out the port: shops are looked at where browsers find them.')
  const { isIp, domain } = parse(url.hostname)
  if (isIp) throw wrong('Write a name and not the number of a machine.')
  if (domain === null)
    throw wrong('Paste the whole address of the page, such as https://shop.example/products/blend.')
  url.hash = ''
  const followers = new Set(url.searchParams.keys().filter((name) => TRACKING.test(name)))
  for (const name of followers) url.searchParams.delete(name)
  return url
}

/** As people name a shop. */
export const shopOf = ({ hostname }: URL): string => hostname.replace(/^www\./, '')

/** In UTF-8, or in the one byte a letter of older shops: "K%E4se". */
function unescaped(part: string): string {
  const text = part.replaceAll(/%(?![0-9a-f]{2})/gi, '')
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
  }
}

/** What a product is called until its page was read. */
export function nameUntilRead(url: URL): string {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? ''
  const words = unescaped(last)
    .replace(/\.\w{2,5}$/, '')
    .replaceAll(/[-_+]+/g, ' ')
    .replaceAll(/[\p{C}]/gu, '')
    .trim()
  return (words === '' ? shopOf(url) : words).slice(0, 200)
}
