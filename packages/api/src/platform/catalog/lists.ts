import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import { isLink } from './find.ts'

/** A part of an address as it is kept: one value, or several of which any fits. */
export type ShownValue = string | number | boolean | readonly (string | number)[]
export type Shown = Readonly<Record<string, ShownValue>>

/** Where a list is looked at. */
export interface ListPlace {
  db: OrgDb
  org: { timeZone: string }
}

/** A list of which there is one for each row of a kind: the objects of a type. */
export interface ListOf {
  /** The kind, and the parameter of the address that names the row. */
  entity: string
  param: string
  /** Whether the row with this id is there now; views of one that is archived come back with it. */
  isThere: (id: RawBuilder<unknown>) => RawBuilder<boolean>
  /** Throws where the list could not be shown like this. */
  requireFits: (place: ListPlace, id: string, shown: Shown) => Promise<void>
}

/** A list whose filters, order and columns stand in its address, so that people may give them a name. */
export interface ListDeclaration {
  /** "Invoices" */
  title: string
  /** Its page, with `{org}` in its place. */
  page: string
  /** Whoever holds it sees the list, and with it the views that are for everybody. */
  permission: string
  /** Whoever holds it may save views that everybody sees. */
  sharing: string
  of?: ListOf
}

interface WithLists {
  name: string
  lists?: Readonly<Record<string, ListDeclaration>>
}

/** Throws an Error where a list is not the module's own or leads nowhere. */
export function checkLists({ name, lists = {} }: WithLists): void {
  for (const [list, { page }] of Object.entries(lists)) {
    if (!list.startsWith(`${name}.`))
      throw new Error(`The module "${name}" declares the list "${list}". Its name begins with "${name}.".`)
    if (!isLink(page) || !page.startsWith('/o/{org}/'))
      throw new Error(
        `The module "${name}": the list ${list} is shown at "${page}". Write an address of the web app, such as "/o/{org}/${name}".`,
      )
  }
}
