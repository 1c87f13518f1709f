import { linkToken, newForm, signIn, signUp } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'

/** One request that an operation has to accept. */
export interface Prepared {
  input: Record<string, unknown>
  /** Key or access token to send. */
  bearer?: string
}

export type Preparation = (hub: TestHub) => Promise<Prepared>

interface SignedUp extends Awaited<ReturnType<typeof signIn>> {
  form: Awaited<ReturnType<typeof signUp>>
}

export async function signedUp(hub: TestHub): Promise<SignedUp> {
  const form = await signUp(hub)
  return { form, ...(await signIn(hub, form)) }
}

const changingEmail = async (hub: TestHub) => {
  const person = await signedUp(hub)
  await person.api.auth.changeEmail({ email: newForm().email })
  return person
}

/** Another address and the end of an account. */
export const accountPreparations: Record<string, Preparation> = {
  'auth.cancelEmailChange': async (hub) => {
    const { tokens } = await changingEmail(hub)
    return { input: {}, bearer: tokens.accessToken }
  },
  'auth.confirmEmailChange': async (hub) => {
    const { form } = await changingEmail(hub)
    return { input: { token: await linkToken(hub, form.email, '/email-change') } }
  },
  'auth.refuseEmailChange': async (hub) => {
    const { form } = await changingEmail(hub)
    await hub.deliver()
    const texts = hub.mails.filter(({ to }) => to === form.email).map(({ text }) => text)
    return { input: { token: /refuse=([\w-]+)/.exec(texts.join())?.[1] } }
  },
  'auth.deleteAccount': async (hub) => {
    const { form, tokens } = await signedUp(hub)
    return { input: { email: form.email }, bearer: tokens.accessToken }
  },
  'auth.keepAccount': async (hub) => {
    const { form, api } = await signedUp(hub)
    await api.auth.deleteAccount({ email: form.email })
    return { input: {}, bearer: (await signIn(hub, form)).tokens.accessToken }
  },
}
