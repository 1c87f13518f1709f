/** Goes to a service and says yes there, as a person does. Answers the query with which they come back. */
export async function allow(url: string): Promise<string> {
  const { origin, pathname, searchParams } = new URL(url)
  const answer = await fetch(`${origin}${pathname}`, {
    method: 'POST',
    body: searchParams,
    redirect: 'manual',
  })
  const back = answer.headers.get('location')
  if (back === null) throw new Error(`Nobody was sent back: ${await answer.text()}`)
  return new URL(back).search
}
