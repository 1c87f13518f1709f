import { readPrice } from '../../../packages/api/src/modules/marketplace/reading/read-price.ts'
import {
  kilnware,
  monsoonSilks,
} from '../../../packages/api/src/modules/marketplace/reading/testing/shops.ts'
import { median, percentile } from '../measure.ts'
import type { Figure } from '../suite.ts'

const MEGABYTE = 1_000_000

const filler = (bytes: number): string => {
  const block =
    '<div class="tile"><a href="/x"><img src="/y.jpg" alt=""><span>Another thing of ours</span></a></div>'
  return block.repeat(Math.ceil(bytes / block.length))
}

/** A page as shops send it: much beside the product, most of it below. */
const long = (html: string): string => html.replace('</body>', `${filler(MEGABYTE - html.length)}</body>`)

function timed(url: string, html: string, times: number): number[] {
  return Array.from({ length: times }, () => {
    const began = performance.now()
    const { price } = readPrice({ url, html })
    if (price === null) throw new Error(`No price was read at ${url}.`)
    return performance.now() - began
  })
}

const finding =
  'Profiled: a page without data is read to its end, in one pass, and nine tenths of that are the parser and the garbage it leaves.'

/** How long it takes to read the price of a page of a megabyte. */
export function measureReading(times: number): Figure[] {
  const pages = [
    { what: 'whose data names the price', ...kilnware },
    { what: 'that says it in its text alone', ...monsoonSilks },
  ]
  return pages.map(({ what, url, html }) => {
    const page = long(html)
    timed(url, page, 5)
    const all = timed(url, page, times)
    return {
      what: `price of a page of 1 MB ${what}, p95`,
      value: percentile(all, 0.95),
      unit: 'ms',
      budget: { atMost: 30 },
      finding,
      note: `p50 ${median(all).toFixed(1)} ms, ${times} times`,
    }
  })
}
