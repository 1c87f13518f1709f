/** Goes to HubSpot and says yes there, as a person does. Answers the query with which they come back. */
export async function allowHubspot(url: string): Promise<string> {
  const { origin, pathname, searchParams } = new URL(url)
  const answer = await fetch(`${origin}${pathname}`, {
    method: 'POST',
    body: searchParams,
    redirect: 'manual',
  })
  const back = answer.headers.get('location')
  if (back === null) throw new Error(`HubSpot did not send anybody back: ${await answer.text()}`)
  return new URL(back).search
}
