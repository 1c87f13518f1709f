import type { OrgDb, OrgTx } from '@hub/db'
import type { LastingMapping, PropertyKind } from '../../shared/readings.ts'

export interface StreamLink {
  property: string
  to: string
  /** By which property of the other it is named; its key where nothing is said. */
  toProperty?: string
  title: string
  inverseTitle: string
}

/** A kind of thing that streams bring; it is one and the same whichever service names it. */
export interface StreamType {
  /** By which it is known for ever: `customer`. */
  name: string
  /** "Customer" and "Customers". */
  title: string
  plural: string
  /** The property its things are called by. */
  titleProperty: string
  properties: readonly { name: string; title: string; kind: PropertyKind }[]
  /** Which of its properties name things of another kind. */
  links: readonly StreamLink[]
}

/** What a connection goes on reading, and what each record of it is. */
export interface RecordStream {
  /** By which it is known for ever: a connection and its resource. */
  key: string
  /** "Orders of tide-and-fennel". */
  title: string
  /** "Shopify": told with the name of its type where another type of the organization has that name. */
  service: string
  type: StreamType
  /** Where the properties of its type stand in its records. */
  mapping: LastingMapping
}

export interface IncomingRecord {
  key: string
  raw: Readonly<Record<string, unknown>>
  /** When it changed at its source: an older one never takes the place of a newer. */
  sourceAt?: string | null
  /** It is gone there. */
  isRemoved?: boolean
}

/** That a record is there, of when it is, and what it says. */
export interface SeenRecord {
  key: string
  /** null where its source does not say. */
  sourceAt: string | null
  /** The `recordHash` of what it says; null where only its key was asked for. */
  hash: Buffer | null
}

export interface SeenAsked {
  after: string
  limit: number
  /** Only keys that begin so. */
  beginning?: string
}

/** A thing that a stream brought for the first time. */
export interface NewThing {
  objectId: string
  title: string
}

export interface RecordPlace {
  orgId: string
  now: Date
  datasetId: string
}

export interface RecordCounts {
  created: number
  changed: number
  same: number
}

/**
 * Where records are kept and become things. Everything happens in the caller's transaction, so that a cursor moves together
 * with the rows it stands for.
 */
export interface RecordStore {
  /** Makes the place of a stream where there is none, with its type and the links between types. Answers its dataset. */
  open(tx: OrgTx, place: Omit<RecordPlace, 'datasetId'>, stream: RecordStream): Promise<string>
  /** Begins one pass of reading. Answers its load. */
  begin(tx: OrgTx, place: RecordPlace, source: string): Promise<string>
  put(
    tx: OrgTx,
    place: RecordPlace & { loadId: string },
    records: readonly IncomingRecord[],
  ): Promise<RecordCounts>
  /** Ends a pass, with what came of it. */
  end(tx: OrgTx, place: RecordPlace & { loadId: string }, state: 'done' | 'failed'): Promise<void>
  /** What is there, in the order of its keys, for whoever compares it with the source. */
  seenAfter(db: OrgDb, datasetId: string, page: SeenAsked): Promise<SeenRecord[]>
  /** What these keys became that were not known before this moment, as things of the type their stream brings. */
  newAt(tx: OrgTx, place: RecordPlace, keys: readonly string[]): Promise<NewThing[]>
  /** Leaves what a stream brought under another name, until it is taken up again. */
  setAside(tx: OrgTx, datasetId: string, key: string): Promise<void>
  /** Lets what was set aside under a name be of the stream with this key; nothing where nothing was. Takes away what lies under `over`. */
  takeUp(
    tx: OrgTx,
    place: Omit<RecordPlace, 'datasetId'>,
    names: { from: string; over: string; key: string },
  ): Promise<void>
  /** Takes everything away that the stream brought, with what was written over it. */
  remove(tx: OrgTx, datasetId: string): Promise<void>
}
