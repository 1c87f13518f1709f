import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { UserEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openApp } from './open-app.tsx'
import { refuse, standIn } from './stand-in.ts'
import type { Procedure, StandIn } from './stand-in.ts'

export interface FormUnderTest {
  /** What the form is for: "signing in". */
  name: string
  /** The address of its page. */
  path: string
  /** Brings the form up where the address alone does not. */
  open?: (user: UserEvent) => Promise<void>
  /** The words of the button, at rest and while the act is on its way. */
  submit: string
  pending: string
  /** What the form calls, and how the hub answers when all is well. */
  procedure: string
  answer: Procedure
  /** Leaves the form with something wrong; without it the form is sent as it opens. */
  spoil?: (user: UserEvent) => Promise<void>
  /** The first wrong field then, and what is said beside it. */
  wrong: { label: string; message: string }
  /** Everything that has to be given, over whatever stands there. */
  fill: (user: UserEvent) => Promise<void>
  /** What the hub is asked for then. */
  input: Record<string, unknown>
  /** A field that the hub may refuse by name; absent where the form shows every refusal as a whole. */
  refusable?: { label: string | RegExp; name: string }
  done: Outcome
}

/** What shows that it worked. */
export interface Outcome {
  /** Path and search of the page one comes to. */
  leadsTo?: string
  says?: string
  /** The dialog that the form stands in is gone. */
  closes?: string | RegExp
  /** A field that is empty again. */
  empties?: string
  /** What else the hub was asked for. */
  asks?: { path: string; input: Record<string, unknown> }
}

interface Opened {
  user: UserEvent
  button: HTMLElement
  href: () => string
}

type Open = (form: FormUnderTest) => Promise<Opened>

/**
 * The rules that hold for every form, tried on each: what is wrong stands beside its field, a refusal loses
 * nothing that was typed, and one intent is sent once. `answers` is what the hub says beside the form's own call.
 */
export function describeForms(answers: Record<string, Procedure>, forms: readonly FormUnderTest[]): void {
  const hub = standIn(answers)
  let app: ReturnType<typeof openApp>
  beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
  afterAll(() => hub.server.close())
  beforeEach(() => {
    localStorage.clear()
    sessionStorage.clear()
    hub.calls.length = 0
    hub.procedures.clear()
    for (const [path, answer] of Object.entries(answers)) hub.procedures.set(path, answer)
  })
  afterEach(() => {
    app.close()
    cleanup()
  })
  const open: Open = async (form) => {
    const user = userEvent.setup()
    app = openApp(form.path)
    await form.open?.(user)
    const button = await screen.findByRole('button', { name: form.submit })
    return { user, button, href: () => app.router.state.location.href }
  }
  for (const form of forms) describeForm(form, hub, open)
  describeFieldRefusals(forms, hub, open)
}

function describeForm(form: FormUnderTest, hub: StandIn, open: Open): void {
  const inputs = (path = form.procedure) =>
    hub.calls.filter((call) => call.path === path).map(({ input }) => input)

  describe(`the form for ${form.name} (WEB-1, WEB-3)`, () => {
    it('says beside the first wrong field what to do, and asks the hub nothing', async () => {
      const { user, button } = await open(form)
      await form.spoil?.(user)
      await user.click(button)
      const field = await screen.findByLabelText(form.wrong.label)
      await waitFor(() => expect(field).toHaveAccessibleDescription(form.wrong.message))
      expect(field).toBeInvalid()
      expect(field).toHaveFocus()
      expect(inputs()).toEqual([])
      await form.fill(user)
      await waitFor(() => expect(screen.getByLabelText(form.wrong.label)).not.toBeInvalid())
    })

    it('keeps everything when the hub refuses, and is sent again from there', async () => {
      const words = 'The database is away. Try again in a moment.'
      hub.procedures.set(form.procedure, () => {
        throw refuse('UNAVAILABLE', words)
      })
      const { user, button } = await open(form)
      await form.fill(user)
      await user.click(button)
      const said = await screen.findByText(words)
      expect(said.closest('[role="alert"]')).toBeInTheDocument()
      hub.procedures.set(form.procedure, form.answer)
      await user.click(screen.getByRole('button', { name: form.submit }))
      await waitFor(() => expect(inputs()).toHaveLength(2))
      expect(inputs()[1]).toMatchObject(form.input)
    })

    it('is sent once however often it is pressed, and leads on when the hub has it', async () => {
      const { promise: answered, resolve: letAnswer } = Promise.withResolvers<void>()
      hub.procedures.set(form.procedure, async (input) => {
        await answered
        return form.answer(input)
      })
      const { user, button, href } = await open(form)
      await form.fill(user)
      await user.dblClick(button)
      await waitFor(() => expect(button).toHaveAttribute('aria-busy', 'true'))
      expect(within(button).getByText(form.pending)).toBeInTheDocument()
      await user.type(screen.getByLabelText(form.wrong.label), '{Enter}')
      letAnswer()
      await waitFor(() => expect(seen(form.done, { href, inputs })).toMatchObject(form.done))
      expect(inputs()).toEqual([expect.objectContaining(form.input)])
    })
  })
}

interface Sight {
  href: () => string
  inputs: (path: string) => unknown[]
}

/** Of everything that an outcome names, what there is now. */
function seen({ leadsTo, says, closes, empties, asks }: Outcome, { href, inputs }: Sight): object {
  return {
    ...(leadsTo !== undefined && { leadsTo: href() }),
    ...(says !== undefined && { says: screen.queryByText(says)?.textContent }),
    ...(closes !== undefined && { closes: screen.queryByRole('dialog', { name: closes }) ?? closes }),
    ...(empties !== undefined && { empties: valueOf(empties) === '' ? empties : valueOf(empties) }),
    ...(asks && { asks: { path: asks.path, input: inputs(asks.path)[0] } }),
  }
}

const valueOf = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value

function describeFieldRefusals(forms: readonly FormUnderTest[], hub: StandIn, open: Open): void {
  const refusals = forms.flatMap((form) =>
    form.refusable ? [{ ...form.refusable, form, of: form.name }] : [],
  )
  it.each(refusals)(
    'what the hub says of $name stands beside that field in the form for $of',
    async ({ form, name, label }) => {
      const message = 'Choose another one.'
      hub.procedures.set(form.procedure, () => {
        throw refuse('BAD_REQUEST', `${name}: ${message}`, [{ path: name, message }])
      })
      const { user, button } = await open(form)
      await form.fill(user)
      await user.click(button)
      const field = screen.getByLabelText(label)
      await waitFor(() => expect(field).toHaveAccessibleDescription(message))
      expect(field).toHaveFocus()
    },
  )
}
