/** Where files lie. All three may be repeated: storing again replaces, removing what is not there is done already. */
export interface FileStore {
  /** Keeps the bytes for good before it resolves. */
  put(key: string, bytes: Buffer): Promise<void>
  /** null for what is not there. */
  get(key: string): Promise<Buffer | null>
  remove(key: string): Promise<void>
}

/** Nothing the hub keeps comes near it; a store that sends more is broken. */
export const LARGEST_FILE_BYTES = 32 * 1024 * 1024

const KEY = /^[a-z]{1,20}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Keys are a kind and a uuid, made by the program; anything else is a mistake in it. Throws a TypeError. */
export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError(`"${key}" does not name a file.`)
  return key
}

/** Throws a RangeError. */
export function checkSize(bytes: Buffer): Buffer {
  if (bytes.length > LARGEST_FILE_BYTES) throw new RangeError('The file is larger than the store takes.')
  return bytes
}

const refuse = () => Promise.reject(new Error('This process keeps no files.'))

/** For processes that store nothing, such as the door for one client over stdio. */
export const noFiles: FileStore = { put: refuse, get: refuse, remove: refuse }
