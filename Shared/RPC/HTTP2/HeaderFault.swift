/// What makes a request's header list malformed (RFC 9113, section 8).
enum HeaderFault: String, Sendable {
  case trailersInTheMiddle = "trailers do not end the stream"
  case connectWithPath = "CONNECT has more than :authority, or not even that"
  case pseudoMissing = "a pseudo-header field is missing"
  case noAuthority = "neither :authority nor host is given"
  case asteriskPath = "the path is * and the method not OPTIONS"
  case pseudoBehindOthers = "a pseudo-header field stands behind others, or in trailers"
  case pseudoUnknown = "a pseudo-header field is unknown"
  case pseudoValue = "a pseudo-header field has a value that it cannot have"
  case pseudoTwice = "a pseudo-header field stands twice"
  case name = "a field name has characters that it cannot have"
  case value = "a field value has characters that it cannot have"
  case te = "te is not trailers"
  case host = "host is given twice, is empty or has characters that it cannot have"
  case contentLength = "content-length is given twice or is no number"
  case connectionField = "a field is about the connection"
}
