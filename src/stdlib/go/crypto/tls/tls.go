// Package tls has the settings of TLS, so that programs that name them compile. Nothing is encrypted here: what would
// make a connection says so.
package tls

import (
	"errors"
	"io"
	"net"
	"strconv"
	"time"
)

// Versions.
const (
	VersionTLS10 = 0x0301
	VersionTLS11 = 0x0302
	VersionTLS12 = 0x0303
	VersionTLS13 = 0x0304
	VersionSSL30 = 0x0300
)

// VersionName is a version as it is called.
func VersionName(version uint16) string {
	switch version {
	case VersionSSL30:
		return "SSLv3"
	case VersionTLS10:
		return "TLS 1.0"
	case VersionTLS11:
		return "TLS 1.1"
	case VersionTLS12:
		return "TLS 1.2"
	case VersionTLS13:
		return "TLS 1.3"
	}
	s := strconv.FormatUint(uint64(version), 16)
	for len(s) < 4 {
		s = "0" + s
	}
	return "0x" + s
}

// ClientAuthType says what a server asks of its clients.
type ClientAuthType int

const (
	NoClientCert ClientAuthType = iota
	RequestClientCert
	RequireAnyClientCert
	VerifyClientCertIfGiven
	RequireAndVerifyClientCert
)

// CurveID names a curve of a key exchange.
type CurveID uint16

const (
	CurveP256      CurveID = 23
	CurveP384      CurveID = 24
	CurveP521      CurveID = 25
	X25519         CurveID = 29
	X25519MLKEM768 CurveID = 4588
)

// Some cipher suites.
const (
	TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256       uint16 = 0xc02b
	TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384       uint16 = 0xc02c
	TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256         uint16 = 0xc02f
	TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384         uint16 = 0xc030
	TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256   uint16 = 0xcca8
	TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 uint16 = 0xcca9
	TLS_AES_128_GCM_SHA256                        uint16 = 0x1301
	TLS_AES_256_GCM_SHA384                        uint16 = 0x1302
	TLS_CHACHA20_POLY1305_SHA256                  uint16 = 0x1303
)

// Certificate is a chain of certificates and the key of the first.
type Certificate struct {
	Certificate [][]byte
	PrivateKey  any
	OCSPStaple  []byte
}

// ClientHelloInfo is what a client says first.
type ClientHelloInfo struct {
	ServerName      string
	CipherSuites    []uint16
	SupportedProtos []string
	Conn            net.Conn
}

// Config is how a client or a server would be set up.
type Config struct {
	Rand                   io.Reader
	Time                   func() time.Time
	Certificates           []Certificate
	GetCertificate         func(*ClientHelloInfo) (*Certificate, error)
	GetConfigForClient     func(*ClientHelloInfo) (*Config, error)
	NextProtos             []string
	ServerName             string
	ClientAuth             ClientAuthType
	InsecureSkipVerify     bool
	CipherSuites           []uint16
	SessionTicketsDisabled bool
	MinVersion             uint16
	MaxVersion             uint16
	CurvePreferences       []CurveID
	KeyLogWriter           io.Writer
}

// Clone is a copy of c.
func (c *Config) Clone() *Config {
	if c == nil {
		return nil
	}
	d := *c
	return &d
}

// ConnectionState is what is known of a connection.
type ConnectionState struct {
	Version            uint16
	HandshakeComplete  bool
	DidResume          bool
	CipherSuite        uint16
	NegotiatedProtocol string
	ServerName         string
}

// Conn is a connection; there is none.
type Conn struct{ net.Conn }

// ConnectionState is what is known of c.
func (c *Conn) ConnectionState() ConnectionState { return ConnectionState{} }

var errNone = errors.New("tls: Interleave has no TLS")

// Dial would connect.
func Dial(network, addr string, config *Config) (*Conn, error) { return nil, errNone }

// DialWithDialer would connect.
func DialWithDialer(dialer *net.Dialer, network, addr string, config *Config) (*Conn, error) {
	return nil, errNone
}

// Listen would take connections.
func Listen(network, laddr string, config *Config) (net.Listener, error) { return nil, errNone }

// LoadX509KeyPair would read a certificate and its key.
func LoadX509KeyPair(certFile, keyFile string) (Certificate, error) { return Certificate{}, errNone }

// X509KeyPair would parse a certificate and its key.
func X509KeyPair(certPEMBlock, keyPEMBlock []byte) (Certificate, error) { return Certificate{}, errNone }
