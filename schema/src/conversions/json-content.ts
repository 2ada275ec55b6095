/** ProseMirror JSON. Attribute values are whatever the document holds: nothing here is to be trusted. */
export interface JsonNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly JsonNode[];
  readonly marks?: readonly JsonMark[];
  readonly text?: string;
}

export interface JsonMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

/** What a document says, as every conversion sees it. */
export interface DocumentContent {
  /** One line of plain text; empty when the document has no title. */
  readonly title: string;
  /** The body: a `doc` node. */
  readonly body: JsonNode;
}
