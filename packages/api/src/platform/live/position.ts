/**
 * How far a reader has read: the moment, and the snapshot of the database at that moment in PostgreSQL's own words,
 * `xmin:xmax:those under way between`. Numbers of rows would not do: transactions end in another order than they begin in.
 */
export interface Position {
  at: number
  snapshot: string
}

const POSITION = /^(\d{13})\.(\d{1,20}:\d{1,20}:[\d,]*)$/

/** As it travels to clients and back, as the id of what they read last. */
export const positionText = ({ at, snapshot }: Position): string => `${at}.${snapshot}`

/** null for what this hub has not written. */
export function readPosition(text: string): Position | null {
  const [, at, snapshot] = POSITION.exec(text) ?? []
  if (at === undefined || snapshot === undefined) return null
  const [xmin, xmax, underWay] = partsOf(snapshot)
  // What PostgreSQL itself would refuse.
  const isWhole = xmin > 0n && xmin <= xmax && underWay.every((xid) => xid >= xmin && xid < xmax)
  const isInOrder = underWay.every((xid, at) => at === 0 || xid > (underWay[at - 1] ?? xid))
  return isWhole && isInOrder && xmax < 2n ** 63n ? { at: Number(at), snapshot } : null
}

function partsOf(snapshot: string): [xmin: bigint, xmax: bigint, underWay: bigint[]] {
  const [xmin = '0', xmax = '0', rest = ''] = snapshot.split(':')
  return [BigInt(xmin), BigInt(xmax), rest.split(',').flatMap((xid) => (xid === '' ? [] : [BigInt(xid)]))]
}

/** Whether what a transaction did can be seen in a snapshot, for many transactions: `pg_visible_in_snapshot` outside of the database. */
export function visibleIn(snapshot: string): (xid: string) => boolean {
  const [xmin, xmax, underWay] = partsOf(snapshot)
  const open = new Set(underWay)
  return (text) => {
    const xid = BigInt(text)
    return xid < xmin || (xid < xmax && !open.has(xid))
  }
}
