/** A path of this hub, never another site's address; anything else becomes the first page. */
export function localPath(value: string | undefined, publicUrl: string): string {
  if (value === undefined || !value.startsWith('/') || !URL.canParse(value, publicUrl)) return '/'
  const { origin, pathname, search, hash } = new URL(value, publicUrl)
  // "/.//elsewhere.example" is of this origin and yet begins with two slashes once it is resolved.
  return origin === new URL(publicUrl).origin && !pathname.startsWith('//') ? pathname + search + hash : '/'
}
