import { askForMail, openSession } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import { asSuperuser } from '@hub/db/testing'
import type { Preparation } from './account-cases.ts'

/** A job that waits, for nobody works in these hubs, and whoever asked for it. */
async function waiting(hub: TestHub) {
  const { api, owner } = await hub.newOrg()
  const { id } = await api.jobs.startExport({ list: 'members' })
  return { id, bearer: (await openSession(hub.hub, owner.userId)).accessToken }
}

/** One that was given up. */
async function dead(hub: TestHub) {
  const job = await waiting(hub)
  await asSuperuser(hub.database, `update app.job set status = 'dead', finished_at = now() where id = $1`, [
    job.id,
  ])
  return job
}

const given =
  (made: typeof waiting): Preparation =>
  async (hub) => {
    const { id, bearer } = await made(hub)
    return { input: { id }, bearer }
  }

/** What can be done with a job depends on what became of it. */
export const jobPreparations: Record<string, Preparation> = {
  'admin.jobs.act': async (hub) => {
    const { id } = await waiting(hub)
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    return { input: { id, act: 'cancel' }, bearer: (await openSession(hub.hub, userId)).accessToken }
  },
  // Of a kind that the other cases have given up none of, for it tries those of all organizations.
  'admin.jobs.retryAll': async (hub) => {
    await askForMail(hub.hub, { to: 'miller@mill.example', subject: 'Flour', text: 'It is here.' })
    await asSuperuser(
      hub.database,
      `update app.job set status = 'dead', finished_at = now()
       where id = (select id from app.job where kind = 'mail.send' order by created_at desc limit 1)`,
    )
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    return {
      input: { kind: 'mail.send' },
      bearer: (await openSession(hub.hub, userId)).accessToken,
    }
  },
  'admin.jobs.runSchedule': async (hub) => {
    await hub.hub.schedules.drain()
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    return {
      input: { name: 'credit holds' },
      bearer: (await openSession(hub.hub, userId)).accessToken,
    }
  },
  'jobs.cancel': given(waiting),
  'jobs.retry': given(dead),
  'jobs.discard': given(dead),
  'jobs.retryAll': async (hub) => ({ input: {}, bearer: (await dead(hub)).bearer }),
}
