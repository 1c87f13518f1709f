import { openSession } from '@hub/api/testing'
import type { Preparation } from './account-cases.ts'

/** A file belongs to a row, which is named by its kind and its number. */
export const filePreparations: Record<string, Preparation> = {
  'files.attach': async (hub) => {
    const { api, owner } = await hub.newOrg()
    const { id: entityId } = await api.modules.ops.tasks.create({ title: 'Label proofs' })
    const content = Buffer.from('Two of them').toString('base64')
    const bearer = (await openSession(hub.hub, owner.userId)).accessToken
    return { input: { entity: 'ops_task', entityId, name: 'note.txt', content }, bearer }
  },
}
