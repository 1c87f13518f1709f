import { pageOf, valuesOf } from '../observation/observation.ts'
import type { Visit } from '../observation/observation.ts'

const HTML = ['text/html', 'application/xhtml+xml']

/** As the HTTP Observatory reads it, letter by letter; empty where the page does not say. */
export const typeOf = (observation: Visit): string =>
  (valuesOf(pageOf(observation), 'content-type')[0] ?? '').split(';')[0] ?? ''

/** What stands in `meta` counts of a page that says it is HTML. */
export const isHtml = (observation: Visit): boolean => HTML.includes(typeOf(observation))
