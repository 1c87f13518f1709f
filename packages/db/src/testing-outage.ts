import { Client, escapeIdentifier } from 'pg'

export interface Outage {
  /** Superuser's address of another database of the same server. */
  adminUrl: string
  /** Any address of the database to take away. */
  databaseUrl: string
}

/** Runs `work` while a database refuses everybody, as a server that restarts does; open connections are ended. */
export async function duringOutage<R>({ adminUrl, databaseUrl }: Outage, work: () => Promise<R>): Promise<R> {
  const name = new URL(databaseUrl).pathname.slice(1)
  const admin = new Client({ connectionString: adminUrl })
  await admin.connect()
  // The same class of refusal as that of a server that is full or starting; the limit does not hold for the superuser.
  const allow = (connections: number) =>
    admin.query(`alter database ${escapeIdentifier(name)} with connection limit ${connections}`)
  try {
    await allow(0)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    return await work()
  } finally {
    await allow(-1)
    await admin.end()
  }
}
