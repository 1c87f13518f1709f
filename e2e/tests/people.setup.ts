import { register, signIn } from '../support/hub-client.ts'
import { bookkeeper, keeper, owner, partner } from '../support/people.ts'
import { seed, seedWorkflow } from '../support/seed.ts'
import { expect, test as setup } from '../support/test.ts'

interface Me {
  organizations: { slug: string; name: string }[]
}

for (const person of [owner, partner, bookkeeper, keeper]) {
  setup(`${person.name} has an account and is signed in`, async () => {
    await register(person)
    const hub = await signIn(person)
    const { organizations } = await hub.query<Me>('auth.me')
    expect(organizations).toEqual([expect.objectContaining({ slug: person.slug, name: person.organization })])
    if (person === keeper) await seed(hub)
    if (person === partner) await seedWorkflow(hub)
    await hub.keepSession(person.session)
    await hub.dispose()
  })
}
