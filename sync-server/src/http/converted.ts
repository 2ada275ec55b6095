/** What a conversion gives, as it crosses to and from the worker. Failures are values: classes do not cross. */
export type Converted<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: 400 | 413 | 422; readonly code: string; readonly message: string };
