import { checked, flag, id, oneOf, someOf } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import type { Part } from './security-types.ts'

/* What routes need of the module before its pages are there: it comes with every page, so it stays small. */

const parts = ['headers', 'encryption', 'mail', 'libraries', 'files'] as const satisfies readonly Part[]

export interface WebsitesSearch {
  /** What a notice leads to; its website is opened with it. */
  finding?: string
  /** A website is being added. */
  add?: true
}

export const readWebsitesSearch = (search: RawSearch): WebsitesSearch =>
  checked({ finding: id(search['finding']), add: flag(search['add']) })

export interface SiteSearch {
  /** The finding that is open. */
  finding?: string
  /** Only what is to mend in this part. */
  part?: Part
  /** Somebody proves that the website is theirs. */
  panel?: 'prove'
}

export const readSiteSearch = (search: RawSearch): SiteSearch =>
  checked({
    finding: id(search['finding']),
    part: oneOf(search['part'], parts),
    panel: oneOf(search['panel'], ['prove']),
  })

export type Changed<Search> = { [Key in keyof Search]?: Search[Key] | undefined }

export interface ScansSearch {
  /** The scans that are compared. */
  scan?: string | string[]
}

export const readScansSearch = (search: RawSearch): ScansSearch =>
  checked({ scan: someOf(search['scan'], id) })
